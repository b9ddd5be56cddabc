import type {Engine} from '../../engine.js';
import {textField} from '../../view/text-field.js';
import {type Act, always, message} from '../act.js';
import type {CommandContext} from '../command-context.js';

const TITLE = 'Read-only';

/** Read-only on at once; off once the tenant's name is typed. */
export const readOnlyAct: Act = {
  panels: null,
  writes: false,
  whyNot: always,
  start: (context, engine) => {
    if (engine.readOnlyReason() === null) {
      void turn(context, engine, true);
      return null;
    }
    const {tenant} = engine.context;
    return {
      kind: 'form',
      title: `Allow changes of ${tenant}`,
      intro: ['From then on operations that write can be sent, each after its own confirmation.'],
      fields: [
        {
          id: 'tenant',
          label: 'Tenant',
          hint: `type its name: ${tenant}`,
          required: true,
          type: 'text',
          field: textField(),
        },
      ],
      focus: 0,
      problem: null,
      button: 'Allow changes',
      onSubmit: values =>
        values.text('tenant') === tenant
          ? {next: null, after: () => void turn(context, engine, false)}
          : {problem: `takes the name of the tenant as it stands in the header: ${tenant}`, field: 'tenant'},
    };
  },
};

async function turn(context: CommandContext, engine: Engine, isOn: boolean): Promise<void> {
  const problem = await engine.setReadOnly(isOn);
  if (problem === null)
    context.notice(isOn ? 'Read-only: nothing that writes can be sent.' : 'Changes are allowed now.');
  else context.store.dispatch({type: 'open', dialog: message(TITLE, problem)});
}
