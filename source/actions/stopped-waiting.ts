/** `unknown`: it had left before, and its answer was lost. */
type StoppedStage = 'not-sent' | 'refused' | 'unknown';

/** Why a request no longer waits to be sent, in a sentence, and how its action is then told. */
export class StoppedWaiting extends Error {
  readonly stage: StoppedStage;

  constructor(message: string, stage: StoppedStage = 'not-sent') {
    super(message);
    this.stage = stage;
  }
}

/** How far a request had come. */
type Waited = {readonly refusals: number; readonly isUnderWay: boolean; readonly isLost: boolean};

/** The program ends. */
export const leaving = (): StoppedWaiting => new StoppedWaiting('The program was left while it waited for its slot.');

/** The clock has gone on by more than anybody waits. */
export const overslept = ({refusals, isUnderWay}: Waited): StoppedWaiting =>
  new StoppedWaiting(
    'The machine slept while it waited for its slot. The floor is another one: look, and act again.',
    isUnderWay ? 'unknown' : refusals > 0 ? 'refused' : 'not-sent',
  );

/** No slot came in `patience` ms. */
export function impatient({refusals, isLost}: Waited, patience: number): StoppedWaiting {
  const seconds = Math.round(patience / 1000);
  if (isLost) return new StoppedWaiting(`It was not sent again within ${seconds} s.`, 'unknown');
  return refusals > 0
    ? new StoppedWaiting(
        `Refused for ${seconds} s, because others use the request budget: nothing was done.`,
        'refused',
      )
    : new StoppedWaiting(`No slot came for it within ${seconds} s: nothing was done.`);
}
