import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {PresenceBelief} from '../../../source/picture/presence/presence-belief.js';
import {PresenceModel} from '../../../source/picture/presence/presence-model.js';
import {statusList} from '../../../source/picture/presence/status-list.js';
import {at} from '../records.js';

const names = ['Available', 'Offline', 'In-call', 'In-chat', 'Wrap-up', 'Break', 'Meal', 'Special Task'];
const statuses = statusList(new Map(names.map((name, index) => [index + 1, name])));
const ids = statuses.all.map(status => status.id);
const AGENT = 7;

const chances = (belief: PresenceBelief, now: number) => ids.map(id => belief.chanceOf(AGENT, id, at(now)));
const learn = (
  belief: PresenceBelief,
  agentId: number,
  statusIds: readonly number[],
  isIn: boolean,
  askedAt: number,
  now: number,
) => belief.weigh(agentId, belief.evidence(statusIds, askedAt, at(now)), isIn);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

type Step =
  | {
      readonly kind: 'learn';
      readonly ids: number[];
      readonly isIn: boolean;
      readonly after: number;
      readonly lag: number;
    }
  | {readonly kind: 'know'; readonly id: number | null; readonly after: number};

const after = fc.oneof(fc.constant(0), fc.double({min: 0, max: 1e8, noNaN: true}));
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('learn' as const),
    ids: fc.array(fc.integer({min: 0, max: 10})),
    isIn: fc.boolean(),
    after,
    lag: fc.double({min: 0, max: 5000, noNaN: true}),
  }),
  fc.record({kind: fc.constant('know' as const), id: fc.option(fc.constantFrom(...ids)), after}),
);

describe('PresenceBelief', () => {
  test('after any answers in any order chances are numbers from 0 to 1 and add up to at most 1', () => {
    fc.assert(
      fc.property(fc.array(step, {maxLength: 40}), steps => {
        const belief = new PresenceBelief(statuses, new PresenceModel(statuses));
        let now = 1000;
        for (const one of steps) {
          now += one.after;
          if (one.kind === 'know') belief.know(AGENT, one.id, at(now));
          else learn(belief, AGENT, one.ids, one.isIn, now - one.lag, now);
          const all = chances(belief, now);
          for (const chance of all) {
            expect(chance).toBeGreaterThanOrEqual(0);
            expect(chance).toBeLessThanOrEqual(1 + 1e-9);
          }
          // What is missing to 1 belongs to statuses that are not listed.
          expect(sum(all)).toBeLessThanOrEqual(1 + 1e-9);
          const {statusId, confidence} = belief.mostLikely(AGENT, at(now));
          if (statusId !== null) expect(confidence).toBeCloseTo(Math.max(...all), 9);
        }
      }),
    );
  });

  test('nothing is known before the first answer', () => {
    const belief = new PresenceBelief(statuses, new PresenceModel(statuses));
    expect(belief.mostLikely(AGENT, at(0))).toMatchObject({statusId: null, confidence: 0});
    learn(belief, AGENT, [1], false, 0, 1);
    expect(belief.mostLikely(AGENT, at(1)).statusId).toBeNull();
  });

  test('being in is believed at once, being in none but one as well', () => {
    const belief = new PresenceBelief(statuses, new PresenceModel(statuses));
    learn(belief, AGENT, [4], true, 0, 10);
    expect(belief.mostLikely(AGENT, at(10))).toMatchObject({statusId: 4, confidence: expect.closeTo(0.98, 1)});
    const other = 8;
    for (const id of ids.filter(one => one !== 6)) learn(belief, other, [id], false, 0, 10);
    expect(belief.mostLikely(other, at(10)).statusId).toBe(6);
  });

  test('certainty decays with time, sooner for statuses that do not last', () => {
    const confidenceAfter = (statusId: number, ms: number) => {
      const belief = new PresenceBelief(statuses, new PresenceModel(statuses));
      belief.know(AGENT, statusId, at(0));
      return belief.chanceOf(AGENT, statusId, at(ms));
    };
    for (const id of ids) {
      const decay = [0, 1000, 10_000, 60_000, 600_000].map(ms => confidenceAfter(id, ms));
      expect(decay[0]).toBe(1);
      expect(decay).toEqual([...decay].sort((a, b) => b - a));
      expect(decay[4]).toBeLessThan(0.97);
    }
    expect(confidenceAfter(5, 30_000)).toBeLessThan(0.6);
    expect(confidenceAfter(2, 30_000)).toBeGreaterThan(0.99);
  });

  test('an answer about one status lowers doubt about it and moves the others', () => {
    const belief = new PresenceBelief(statuses, new PresenceModel(statuses));
    learn(belief, AGENT, [1], true, 0, 0);
    learn(belief, AGENT, [1], false, 60_000, 60_000);
    expect(belief.chanceOf(AGENT, 1, at(60_000))).toBeLessThan(0.01);
    expect(belief.mostLikely(AGENT, at(60_000)).statusId).toBe(3);
  });

  test('contradicting evidence is followed within two answers, also after certain knowledge', () => {
    const belief = new PresenceBelief(statuses, new PresenceModel(statuses));
    belief.know(AGENT, 6, at(0));
    learn(belief, AGENT, [1], true, 1000, 1010);
    learn(belief, AGENT, [1], true, 2000, 2010);
    expect(belief.mostLikely(AGENT, at(2010))).toMatchObject({statusId: 1});
    // Even when no time passes between them.
    const other = 8;
    belief.know(other, 6, at(0));
    for (let count = 0; count < 6; count += 1) learn(belief, other, [1], true, 0, 0);
    expect(belief.mostLikely(other, at(0))).toMatchObject({statusId: 1, confidence: expect.closeTo(1, 1)});
  });

  test('an answer asked for before an action was answered changes nothing', () => {
    const belief = new PresenceBelief(statuses, new PresenceModel(statuses));
    belief.know(AGENT, 6, at(1000));
    expect(learn(belief, AGENT, [1], true, 990, 1010)).toBe(false);
    expect(belief.mostLikely(AGENT, at(1010))).toMatchObject({statusId: 6});
    expect(learn(belief, AGENT, [6], true, 1001, 1020)).toBe(true);
  });

  test('a status that is not listed is not shown as another', () => {
    const belief = new PresenceBelief(statuses, new PresenceModel(statuses));
    belief.know(AGENT, null, at(0));
    expect(belief.mostLikely(AGENT, at(1))).toMatchObject({statusId: null, isUnlisted: true});
  });
});
