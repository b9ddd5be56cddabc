const STEP = 0.3;
const LEAST = 0.02;

/**
 * How much of what answers that are cut off promised they have held, 0 to 1. They hold the same agents again and again; how
 * many others, only trying tells.
 */
export class CutYield {
  #share = 1;

  get share(): number {
    return this.#share;
  }

  /** Such an answer was to put `expected` agents right, by the present share, and `changed` are held elsewhere now. */
  learn(changed: number, expected: number): void {
    if (expected <= 0) return;
    const held = Math.min(1, (changed * this.#share) / expected);
    this.#share = Math.max(LEAST, this.#share + STEP * (held - this.#share));
  }
}
