import type {SpacedExchange} from '../../source/budget/request-budget.js';
import type {Clock} from '../../source/lib/clock.js';
import {deferred} from '../../source/lib/deferred.js';

/** An exchange that is written at once and answered when told. */
export function fakeExchange(clock: Clock): SpacedExchange & {readonly answer: () => void} {
  const headers = deferred<void>();
  const times: {startedAt: number; writtenAt: number; headersAt: number | null} = {
    startedAt: clock.now(),
    writtenAt: clock.now(),
    headersAt: null,
  };
  return {
    times,
    written: Promise.resolve(),
    headers: headers.promise,
    answer: () => {
      times.headersAt = clock.now();
      headers.resolve();
    },
  };
}

/** An exchange that is answered at once. */
export function answeredExchange(clock: Clock): SpacedExchange {
  const exchange = fakeExchange(clock);
  exchange.answer();
  return exchange;
}
