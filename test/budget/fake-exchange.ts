import type {SpacedExchange} from '../../source/budget/request-budget.js';
import type {Clock} from '../../source/lib/clock.js';
import {deferred} from '../../source/lib/deferred.js';

/** An exchange that is written at once; its headers come with `begin`, all of it with `answer`. */
export function fakeExchange(clock: Clock): SpacedExchange & {readonly begin: () => void; readonly answer: () => void} {
  const headers = deferred<void>();
  const ended = deferred<void>();
  const times: {startedAt: number; writtenAt: number; headersAt: number | null} = {
    startedAt: clock.now(),
    writtenAt: clock.now(),
    headersAt: null,
  };
  const begin = (): void => {
    times.headersAt ??= clock.now();
    headers.resolve();
  };
  return {
    times,
    written: Promise.resolve(),
    headers: headers.promise,
    ended: ended.promise,
    begin,
    answer: () => {
      begin();
      ended.resolve();
    },
  };
}

/** An exchange that is answered at once. */
export function answeredExchange(clock: Clock): SpacedExchange {
  const exchange = fakeExchange(clock);
  exchange.answer();
  return exchange;
}
