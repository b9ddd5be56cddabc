/** What one answer told of an agent of the sample: not in its statuses, in one of them, or nothing. */
export const TOLD = {out: 0, in: 1, nothing: 2} as const;
export type Told = (typeof TOLD)[keyof typeof TOLD];

/** One answer: when (ms), about which places, how often such answers are wrong, and what it told of each of the sample. */
export type LoggedAnswer = {
  readonly at: number;
  readonly inside: Uint8Array;
  readonly odd: number;
  readonly told: Uint8Array;
};

/** So many answers are kept; at one presence request in two seconds, the last twenty minutes. */
const ANSWERS_KEPT = 600;
/** So many agents are learned from, however many there are: what is learned is the same for all. */
const MOST_AGENTS = 200;

/** The latest answers about a sample of agents, to learn from. Bounded, whatever the size of the tenant. */
export class AnswerLog {
  readonly #agents: number[] = [];
  readonly #sampled = new Set<number>();
  #answers: LoggedAnswer[] = [];
  #dropped = 0;

  get agents(): readonly number[] {
    return this.#agents;
  }

  get answers(): readonly LoggedAnswer[] {
    return this.#answers;
  }

  /** How many answers have been dropped because newer ones came. */
  get dropped(): number {
    return this.#dropped;
  }

  /** Takes agents into the sample while there is room. */
  offer(agentId: number): void {
    if (this.#agents.length >= MOST_AGENTS || this.#sampled.has(agentId)) return;
    this.#sampled.add(agentId);
    this.#agents.push(agentId);
  }

  get isFull(): boolean {
    return this.#agents.length >= MOST_AGENTS;
  }

  add(answer: Omit<LoggedAnswer, 'told'>, toldOf: (agentId: number) => Told): void {
    this.#answers.push({...answer, told: Uint8Array.from(this.#agents, toldOf)});
    if (this.#answers.length <= ANSWERS_KEPT) return;
    const surplus = Math.ceil(ANSWERS_KEPT / 10);
    this.#answers = this.#answers.slice(surplus);
    this.#dropped += surplus;
  }
}
