/** What a sweep status by status shows, with elimination: who was in none of all others must be in the last one. */
export class SweepShown {
  readonly #possible: readonly Uint8Array[];
  readonly #shown: Int16Array;

  constructor(agents: number, statuses: number) {
    this.#possible = Array.from({length: agents}, () => new Uint8Array(statuses).fill(1));
    this.#shown = new Int16Array(agents).fill(-1);
  }

  place(agent: number): number {
    return this.#shown[agent] ?? -1;
  }

  /** An answer about one status; one that is cut off (`isComplete` false) tells only of those in it. */
  told(place: number, isIn: (agent: number) => boolean, isComplete: boolean): void {
    for (const [agent, possible] of this.#possible.entries()) {
      if (isIn(agent)) {
        possible.fill(0);
        possible[place] = 1;
        this.#shown[agent] = place;
      } else if (isComplete) this.#ruleOut(agent, possible, place);
    }
  }

  #ruleOut(agent: number, possible: Uint8Array, place: number): void {
    possible[place] = 0;
    const left = [...possible.keys()].filter(one => possible[one] === 1);
    if (left.length === 0) {
      // It was somewhere and has gone: anywhere but here, again.
      possible.fill(1);
      possible[place] = 0;
    }
    if (left.length === 1) this.#shown[agent] = left[0] ?? -1;
    else if (this.#shown[agent] === place) this.#shown[agent] = -1;
  }
}
