import type {ChatTranscript} from '../../api/operations/chats.js';
import {clockTime} from '../../lib/format.js';
import type {WorkRow} from '../../view/work-view.js';

/** A message that was sent from here and has not been read back; `before`: how many such were told before it. */
export type SentMessage = {readonly at: number; readonly kind: string; readonly text: string; readonly before: number};

/** Messages of a transcript as rows, oldest first; what was sent from here stands behind them, and says so. */
export function messageRows(transcript: ChatTranscript | null, sent: readonly SentMessage[]): readonly WorkRow[] {
  const told = (transcript?.transcript ?? []).map(({sender, timestamp, content}, index): WorkRow => {
    const at = Date.parse(timestamp ?? '');
    const parts = (content ?? []).map(({type, text}) =>
      type && type !== 'text' ? `(${type}) ${text ?? ''}` : (text ?? ''),
    );
    return {
      id: `told ${index}`,
      cells: [Number.isNaN(at) ? '' : clockTime(at), sender ?? '?', parts.join(' ').trim()],
    };
  });
  const own = sent.map(
    ({at, kind, text}, index): WorkRow => ({
      id: `sent ${index} ${at}`,
      cells: [clockTime(at), 'you', `${kind === 'text' ? '' : `(${kind}) `}${text}  [sent, not read back yet]`],
      tone: 'dim',
    }),
  );
  return [...told, ...own];
}

/** How many messages of the transcript are of this kind and, where they have words, say this. */
export const countTold = (
  transcript: ChatTranscript | null,
  {kind, text}: Pick<SentMessage, 'kind' | 'text'>,
): number =>
  (transcript?.transcript ?? []).filter(({content}) =>
    (content ?? []).some(part => (part.type ?? 'text') === kind && (kind !== 'text' || part.text === text)),
  ).length;
