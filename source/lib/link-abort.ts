/** A signal of its own that also aborts with others, until it is let go. */
export type AbortLink = {
  readonly signal: AbortSignal;
  /** Aborts only this one. */
  readonly abort: (reason: unknown) => void;
  /** Ends the tie to the others; must be called when the work is over. */
  readonly unlink: () => void;
};

/**
 * Links a short-lived signal to longer-lived ones, which may be undefined. Does what `AbortSignal.any` does, with a way
 * to let go: an `any` stays registered with a signal that lives as long as the program, and slots come for weeks.
 */
export function linkAbort(...parents: readonly (AbortSignal | undefined)[]): AbortLink {
  const own = new AbortController();
  const ties = parents.flatMap(parent => {
    if (!parent) return [];
    const onAbort = () => own.abort(parent.reason);
    if (parent.aborted) onAbort();
    else parent.addEventListener('abort', onAbort, {once: true});
    return [() => parent.removeEventListener('abort', onAbort)];
  });
  return {
    signal: own.signal,
    abort: reason => own.abort(reason),
    unlink: () => {
      for (const untie of ties) untie();
    },
  };
}
