import {type LoggedAnswer, TOLD} from './answer-log.js';
import {nothingSeen, type PresenceModel, type Seen} from './presence-model.js';

/** A longer gap between two answers is gone through in steps of at most this, ms: one step is taken for one change. */
const STEP_MS = 3000;
const MOST_STEPS = 4;
/** Nothing is learned from what happened in a longer gap, ms. */
const LONGEST_GAP_MS = 60_000;

/** `at`: ms; `answer`: null for a step between two answers. */
type Moment = {readonly gap: number; readonly answer: LoggedAnswer | null};

/** The moments to go through for a run of answers: the same for every agent. */
export function momentsOf(answers: readonly LoggedAnswer[]): readonly Moment[] {
  const moments: Moment[] = [];
  let before: number | null = null;
  for (const answer of answers) {
    const gap = before === null ? 0 : Math.max(0, answer.at - before);
    const steps = gap > LONGEST_GAP_MS ? 1 : Math.min(MOST_STEPS, Math.max(1, Math.ceil(gap / STEP_MS)));
    for (let step = 1; step < steps; step += 1) moments.push({gap: gap / steps, answer: null});
    moments.push({gap: gap / steps, answer});
    before = answer.at;
  }
  return moments;
}

/**
 * How often one agent is expected to have changed from each place to each other, and how long to have been in each, given
 * all answers about it and the present model: the forward-backward pass of Baum and Welch. `index`: the agent's place in
 * what answers told.
 */
export function expectedChanges(
  model: PresenceModel,
  moments: readonly Moment[],
  index: number,
  from: Float64Array,
): Seen {
  const {size} = model;
  const seen = nothingSeen(size);
  const forward = new Float64Array((moments.length + 1) * size);
  forward.set(from);
  for (const [step, {gap, answer}] of moments.entries()) {
    const matrix = model.within(gap);
    const here = step * size;
    const next = here + size;
    for (let i = 0; i < size; i += 1) {
      const was = at(forward, here + i);
      if (was < NEGLIGIBLE) continue;
      for (let j = 0; j < size; j += 1) forward[next + j] = at(forward, next + j) + was * at(matrix, i * size + j);
    }
    let sum = 0;
    for (let j = 0; j < size; j += 1) {
      const chance = at(forward, next + j) * fitOf(answer, index, j);
      forward[next + j] = chance;
      sum += chance;
    }
    for (let j = 0; j < size; j += 1) forward[next + j] = at(forward, next + j) / sum;
  }
  let backward = new Float64Array(size).fill(1);
  for (let step = moments.length - 1; step >= 0; step -= 1) {
    const {gap, answer} = moments[step] as Moment;
    for (let j = 0; j < size; j += 1) backward[j] = at(backward, j) * fitOf(answer, index, j);
    backward = stepBack(model, {gap, here: step * size, forward, ahead: backward, seen});
  }
  return seen;
}

/** A chance below this is not gone after. */
const NEGLIGIBLE = 1e-7;

type Step = {
  readonly gap: number;
  readonly here: number;
  readonly forward: Float64Array;
  /** How well each place after the step explains all that came then and later. */
  readonly ahead: Float64Array;
  readonly seen: Seen;
};

/** Counts what one step tells; returns how well each place before it explains what came. */
function stepBack(model: PresenceModel, {gap, here, forward, ahead, seen}: Step): Float64Array<ArrayBuffer> {
  const {size} = model;
  const matrix = model.within(gap);
  const before = new Float64Array(size);
  let whole = 0;
  let largest = 0;
  for (let i = 0; i < size; i += 1) {
    const was = at(forward, here + i);
    // What cannot have been before need not be explained.
    if (was < NEGLIGIBLE) continue;
    let sum = 0;
    for (let j = 0; j < size; j += 1) sum += at(matrix, i * size + j) * at(ahead, j);
    before[i] = sum;
    whole += sum * was;
    largest = Math.max(largest, sum);
  }
  const isLearned = gap > 0 && gap <= LONGEST_GAP_MS;
  for (let i = 0; isLearned && i < size; i += 1) {
    const was = at(forward, here + i) / whole;
    if (was * whole < NEGLIGIBLE) continue;
    for (let j = 0; j < size; j += 1) {
      const chance = was * at(matrix, i * size + j) * at(ahead, j);
      // Half of the gap on either side: when in it the change was, nobody knows.
      seen.spent[i] = at(seen.spent, i) + (chance * gap) / 2;
      seen.spent[j] = at(seen.spent, j) + (chance * gap) / 2;
      if (i !== j) seen.jumps[i * size + j] = at(seen.jumps, i * size + j) + chance;
    }
  }
  for (let i = 0; i < size; i += 1) before[i] = at(before, i) / largest;
  return before;
}

function fitOf(answer: LoggedAnswer | null, index: number, place: number): number {
  const told = answer?.told[index] ?? TOLD.nothing;
  if (!answer || told === TOLD.nothing) return 1;
  return answer.inside[place] === told ? 1 : answer.odd;
}

/** Reads a place that is known to exist. */
const at = (list: Float64Array, index: number): number => list[index] ?? 0;
