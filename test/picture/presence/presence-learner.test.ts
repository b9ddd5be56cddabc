import {describe, expect, test} from 'vitest';
import {AgentFloor, FLOORS, STATUS_NAMES, trueRates} from '../../../bench/freshness/agent-floor.js';
import {TOLD} from '../../../source/picture/presence/answer-log.js';
import {PresenceBelief} from '../../../source/picture/presence/presence-belief.js';
import {PresenceLearner} from '../../../source/picture/presence/presence-learner.js';
import {PresenceModel} from '../../../source/picture/presence/presence-model.js';
import {statusList} from '../../../source/picture/presence/status-list.js';
import {at} from '../records.js';

/** Names that say nothing, so that no habit helps. */
const NAMELESS = statusList(new Map(STATUS_NAMES.map((_, index) => [index + 1, `status ${index + 1}`])));
const AGENTS = 150;

/** Asks one status after another, one a second, and learns from that. */
function learnFrom(seconds: number) {
  const kind = FLOORS[1] as (typeof FLOORS)[number];
  const floor = new AgentFloor(kind, AGENTS, 5);
  const model = new PresenceModel(NAMELESS);
  const belief = new PresenceBelief(NAMELESS, model);
  const learner = new PresenceLearner(model);
  learner.offer(Array.from({length: AGENTS}, (_, agent) => agent));
  for (let second = 1; second <= seconds; second += 1) {
    floor.advance(second);
    const place = second % STATUS_NAMES.length;
    const now = at(second * 1000);
    const evidence = belief.evidence([place + 1], now.mono, now);
    learner.record(now.wall, evidence, agent => (floor.places[agent] === place ? TOLD.in : TOLD.out));
  }
  return {model, learner, truth: trueRates(kind)};
}

describe('learning from one-bit answers', () => {
  test('finds how long statuses last and where they lead, of a floor it knows nothing of', {timeout: 60_000}, () => {
    const {model, truth} = learnFrom(900);
    const {size} = model;
    // Statuses that were left often enough to be learned: Available, In-call, Wrap-up.
    for (const place of [1, 2, 3]) {
      const stay = 1 / model.leaving(place);
      const trueStay = -1 / (truth[place * size + place] ?? 0);
      expect(stay / trueStay).toBeGreaterThan(0.5);
      expect(stay / trueStay).toBeLessThan(2);
    }
    const share = (from: number, to: number) => (model.rates[from * size + to] ?? 0) / model.leaving(from);
    expect(share(1, 2)).toBeGreaterThan(0.55);
    expect(share(2, 3)).toBeGreaterThan(0.55);
    expect(share(3, 1)).toBeGreaterThan(0.6);
  });

  test('what was learned can be kept, and a new start goes on from there', {timeout: 60_000}, () => {
    const {model, learner} = learnFrom(300);
    const again = new PresenceModel(NAMELESS);
    new PresenceLearner(again).remember(learner.seen);
    expect(again.leaving(1)).toBeCloseTo(model.leaving(1), 6);
  });
});
