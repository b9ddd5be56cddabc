/** What went wrong as sentences: what happened, then what to do about it, where that is known. */
export function failureWords(error: unknown): string {
  const {message, nextStep} = error as {readonly message?: string; readonly nextStep?: string};
  const what = message ?? String(error);
  if (!nextStep) return what;
  return `${/[.!?]$/.test(what) ? what : `${what}.`} ${nextStep}`;
}
