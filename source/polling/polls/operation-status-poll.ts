import {getQueueOperationStatus} from '../../api/operations/queue-operation-statuses.js';
import type {Picture} from '../../picture/picture.js';
import type {OperationState, Queue} from '../../picture/queue.js';
import type {Candidate} from '../candidate.js';
import {operationStatusKey} from './operation-status-key.js';

/** Share of the slots that operation status gets when everything is known once. */
const SHARE = 0.25;
/** A queue on the screen counts this many times one that is not. */
const VISIBLE = 4;

/** One request per queue, language and channel; channels that the wait row lacks are not asked about. */
export function operationStatusPolls(picture: Picture, visible: ReadonlySet<string>): Candidate[] {
  const questions = [...picture.queues.values()].flatMap(queue => queue.channels.map(channel => ({queue, channel})));
  const weightOf = (queue: Queue) => (visible.has(queue.key) ? VISIBLE : 1);
  const whole = questions.reduce((sum, {queue}) => sum + weightOf(queue), 0);
  return questions.map(({queue, channel}) => ({
    key: operationStatusKey(queue.key, channel),
    kind: 'operation_status',
    label: `status ${queue.menuId} ${queue.lang} ${channel}`,
    operation: getQueueOperationStatus,
    input: {query: {menu_id: queue.menuId, lang: queue.lang, channel_type: channel}},
    weight: (SHARE * weightOf(queue)) / whole,
    knownAt: queue.states[channel]?.at.mono ?? null,
    apply: answer => {
      const state = stateOf(answer.data as Flags);
      if (!state) throw new Error('neither after_hour nor overcapacity was told');
      picture.applyOperationState(queue.key, channel, state, answer.at);
    },
  }));
}

type Flags = {after_hour?: boolean | null; after_hours?: boolean | null; overcapacity?: boolean | null};

/** Closed goes before full: a closed queue takes nobody, however much room it has. Null when no flag was told. */
function stateOf(flags: Flags): OperationState | null {
  const told = [flags.after_hour, flags.after_hours, flags.overcapacity];
  if (told.every(flag => flag === undefined || flag === null)) return null;
  if (flags.after_hour || flags.after_hours) return 'after_hours';
  return flags.overcapacity ? 'over_capacity' : 'open';
}
