/** Words for states that do not change any more. No list of them is published, neither for chats nor for jobs. */
const ENDS = new Set([
  ...['finish', 'finished', 'complete', 'completed', 'done', 'ended', 'closed', 'dismissed', 'resolved', 'expired'],
  ...['success', 'succeeded', 'successful', 'fail', 'failed', 'failure', 'error', 'errored', 'errors', 'terminated'],
  ...['cancel', 'cancelled', 'canceled', 'abort', 'aborted', 'abandoned'],
]);
/** Words that take a state back, wherever they stand. */
const NEGATIONS = new Set(['not', 'no', 'non', 'never', 'isnt', 'un', 'nearly', 'almost', 'to', 'being', 'retrying']);

/** Whether a state in the tenant's words is an end; what is not known to be one is taken as under way. */
export function isEnd(status: string): boolean {
  const words = status
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replaceAll("'", '')
    .split(/[^a-z]+/);
  return words.some(word => ENDS.has(word)) && !words.some(word => NEGATIONS.has(word));
}
