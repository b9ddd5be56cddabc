/** A chat id as people paste it: digits, perhaps with a # before them. Null when it is none. */
export function parseChatId(text: string): number | null {
  const digits = /^#?(\d{1,15})$/.exec(text.trim())?.[1];
  return digits === undefined || Number(digits) === 0 ? null : Number(digits);
}
