import type {WorkHost} from '../../view/work-view.js';
import type {WorkDesk} from '../work-desk.js';
import {askForm, textInput} from '../work-forms.js';
import type {WorkTools} from '../work-tools.js';

const NO_SECRET =
  'No company secret is set up: name companySecretFile (mode 0600) or companySecretCommand in the profile.';

/** Shows labelled fields to the agent of a chat, as they are or signed; the secret is read only then, and kept nowhere. */
export function askCustomData<S extends object>(
  tools: WorkTools,
  host: WorkHost,
  desk: WorkDesk<S>,
  chat: number,
): void {
  host.open(
    askForm(
      'Custom data',
      'Fields that the agent sees beside the chat, as JSON: {"plan": {"label": "Plan", "value": "Gold"}}.',
      [
        textInput('data', 'an object of fields, each with label and value'),
        textInput('signed', 'yes: as a token signed with the company secret; empty: as they are', {isOptional: true}),
      ],
      'Check and confirm',
      ([text = '', signed = '']) => {
        const data = fieldsOf(text);
        const params = {id: chat};
        if (signed === '') host.confirm('sendChatCustomData', {params, body: {signed: false, data}});
        else {
          void desk.during('Signing', async () => {
            if (!tools.signCustomData) throw new Error(NO_SECRET);
            const token = await tools.signCustomData(data);
            const facts = ['The data are sent as a signed token, which is shown nowhere.'];
            host.confirm('sendChatCustomData', {params, body: {signed: true, signed_data: token}}, {facts});
          });
        }
      },
      ([text = '', signed = '']) => {
        if (fieldsOf(text) === null)
          return {field: 'data', problem: 'takes a JSON object, such as {"plan": {"value": "Gold"}}'};
        if (signed !== '' && signed !== 'yes') return {field: 'signed', problem: 'takes yes or nothing'};
        return signed === 'yes' && !tools.signCustomData ? {field: 'signed', problem: NO_SECRET} : null;
      },
    ),
  );
}

function fieldsOf(text: string): object | null {
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
