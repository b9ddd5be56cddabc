/** What names look like: words of letters, or anything short. */
const NAME = /^([A-Za-z]{1,20}([-_.][A-Za-z]{1,20})*|[\w.-]{1,15})$/;

/**
 * Whether a word could be a token that was written where a path or a command belongs: it does not begin as a path does, and
 * does not look like a name either. Such a word is not said back.
 */
export const mayBeSecret = (word: string): boolean => !/^([/~]|\.{1,2}\/)/.test(word) && !NAME.test(word);
