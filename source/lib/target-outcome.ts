/** What an answer says of one of several targets. */
export type TargetOutcome = {
  readonly who: string;
  readonly before: string;
  readonly after: string;
  /** Why it was not done for this one, in the tenant's words; null when it was. */
  readonly message: string | null;
  /** It is done later, as `message` tells: no refusal. */
  readonly isPutOff?: boolean;
};

/** Whether the tenant did not do it for this target, and will not. */
export const isNotDone = ({message, isPutOff}: TargetOutcome): boolean => message !== null && !isPutOff;
