import {listUsers} from '../../source/api/operations/users.js';
import {Picture} from '../../source/picture/picture.js';
import {statusList} from '../../source/picture/presence/status-list.js';
import {isSame, readWaitCell, WAIT_CELLS} from '../../source/picture/wait-cells.js';
import {type Attention, COUNTED} from '../../source/polling/attention.js';
import type {Candidate} from '../../source/polling/candidate.js';
import {crawlValue} from '../../source/polling/crawl-value.js';
import {Planner} from '../../source/polling/planner.js';
import {OperationStatusPoll} from '../../source/polling/polls/operation-status-poll.js';
import {PresencePoll} from '../../source/polling/polls/presence-poll.js';
import {PresenceSweep} from '../../source/polling/polls/presence-sweep.js';
import {WaitsPoll} from '../../source/polling/polls/waits-poll.js';
import {stalenessValue} from '../../source/polling/staleness-value.js';
import {type FloorKind, STATUS_NAMES, trueRates} from './agent-floor.js';
import {trulyBest} from './one-ahead.js';
import {SweepShown} from './sweep-shown.js';
import {MOST_RECORDS, type VirtualTenant} from './virtual-tenant.js';

/** What plays against a tenant: gives one slot away at a time, and shows what it then holds. */
export type Player = {
  readonly picture: Picture;
  readonly slot: () => void;
  readonly shown: (agent: number) => number;
  /** Ms spent so far on choosing what to ask, where that is measured. */
  readonly choosing?: () => number;
};
export type Policy = (tenant: VirtualTenant, setting: Setting) => Player;
/** `presenceOnly`: every slot goes to presence. */
export type Setting = {readonly attention: Attention; readonly kind: FloorKind; readonly presenceOnly: boolean};

const STATUSES = statusList(new Map(STATUS_NAMES.map((name, index) => [index + 1, name])));

function newPicture(tenant: VirtualTenant): Picture {
  const picture = new Picture(STATUSES);
  picture.applyRecords(tenant.records, tenant.stamp);
  return picture;
}

const ask = (tenant: VirtualTenant, candidate: Candidate): void => {
  candidate.onAsked?.();
  candidate.apply(tenant.answer(candidate), tenant.clock.now());
};

/** Shown as in the product: the likeliest status, once anything is known. */
function byBelief(tenant: VirtualTenant, picture: Picture) {
  return (agent: number): number =>
    picture.belief.placeOf(picture.belief.mostLikely(agent + 1, tenant.stamp).statusId ?? -1);
}

/** Every question in turn; presence status by status, shown with elimination. */
export const roundRobin: Policy = (tenant, {presenceOnly}) => {
  const picture = newPicture(tenant);
  const shown = new SweepShown(tenant.records.length, STATUSES.all.length);
  const waits = new WaitsPoll(picture, tenant.languages);
  const states = new OperationStatusPoll(picture);
  let turn = 0;
  const sweep = (place: number) => {
    const answer = tenant.answer({operation: listUsers, input: {query: {'status_id[]': [String(place + 1)]}}});
    const records = answer.data as {id: number}[];
    const inside = new Set(records.map(({id}) => id - 1));
    shown.told(place, agent => inside.has(agent), records.length < MOST_RECORDS);
  };
  return {
    picture,
    shown: agent => shown.place(agent),
    slot: () => {
      const others = presenceOnly ? [] : [...waits.candidates(), ...states.candidates()];
      const place = turn % (others.length + STATUSES.all.length);
      turn += 1;
      const other = others[place];
      if (other) ask(tenant, other);
      else sweep(place - others.length);
    },
  };
};

/** The rule before this one: age times a fixed weight, presence status by status; shown by the same belief as ours. */
export const staleness: Policy = (tenant, {presenceOnly}) => {
  const picture = newPicture(tenant);
  const presence = new PresenceSweep(picture);
  const waits = new WaitsPoll(picture, tenant.languages);
  const states = new OperationStatusPoll(picture);
  const planner = new Planner(stalenessValue);
  return {
    picture,
    shown: byBelief(tenant, picture),
    slot: () => {
      const others = presenceOnly ? [] : [...waits.candidates(), ...states.candidates()];
      const chosen = planner.choose([...others, ...presence.candidates()], () => undefined, tenant.clock.now());
      if (chosen) ask(tenant, chosen);
    },
  };
};

const planned =
  (knows: 'learned' | 'true rates'): Policy =>
  (tenant, {attention, kind, presenceOnly}) => {
    const picture = newPicture(tenant);
    const rates = {
      rate: (key: string, cell: number) => tenant.queue(key)?.rates[cell] ?? 0.01,
      learn: () => {},
      forget: () => {},
    };
    if (knows === 'true rates') picture.model.know(trueRates(kind));
    const presence = new PresencePoll(picture, tenant.clock, attention);
    const waits = new WaitsPoll(picture, tenant.languages, {attention, rates: knows === 'learned' ? undefined : rates});
    const states = new OperationStatusPoll(picture, attention);
    const planner = new Planner(crawlValue);
    let choosing = 0;
    return {
      picture,
      shown: byBelief(tenant, picture),
      choosing: () => choosing,
      slot: () => {
        const before = performance.now();
        const others = presenceOnly ? [] : [...waits.candidates(), ...states.candidates()];
        const chosen = planner.choose([...others, ...presence.candidates()], () => undefined, tenant.clock.now());
        choosing += performance.now() - before;
        if (chosen) ask(tenant, chosen);
      },
    };
  };

/** The product's plan, learning as it goes. */
export const ours = planned('learned');
/** The same plan, told the true rates of agents and of wait cells. */
export const oracle = planned('true rates');

/**
 * For how long a presence and a state that were put right stay so, about, s. Tried for states: 300, 1000, 3000, 6000, 20000;
 * with less than this, states of large tenants are never asked about, with more, agents are forgotten.
 */
const PRESENCE_LASTS_S = 100;
const STATE_LASTS_S = 3000;

/** Knows what each answer would put right before asking, and about for how long: no real choice can do that. */
export const oneAhead: Policy = (tenant, {attention, kind, presenceOnly}) => {
  const picture = newPicture(tenant);
  picture.model.know(trueRates(kind));
  const waits = new WaitsPoll(picture, tenant.languages);
  const states = new OperationStatusPoll(picture);
  const wrongCells = (lang: string): number => {
    let wrong = 0;
    for (const truth of tenant.queues.queues) {
      if (truth.lang !== lang) continue;
      const queue = picture.queues.get(`${lang}/${truth.id}`);
      const isOnScreen = attention.queues.visible?.has(`${lang}/${truth.id}`) ?? true;
      for (const [place, cell] of WAIT_CELLS.entries()) {
        const told = queue ? readWaitCell(queue, cell) : null;
        if (truth.cells[cell] !== null && (told === null || !isSame(cell, told, truth.cells[cell]))) {
          wrong += (isOnScreen ? 1 : 0.1) / (truth.rates[place] ?? 1);
        }
      }
    }
    return wrong;
  };
  const isWrong = ({input}: Candidate): number => {
    const query = input.query as {lang: string; menu_id: number; channel_type: 'call' | 'chat'};
    const key = `${query.lang}/${query.menu_id}`;
    const told = picture.queues.get(key)?.states[query.channel_type]?.value;
    if (told === tenant.queue(key)?.states[query.channel_type]) return 0;
    return STATE_LASTS_S * 3 * (attention.queues.visible?.has(key) ? 1 : 0.1);
  };
  return {
    picture,
    shown: byBelief(tenant, picture),
    slot: () => {
      picture.belief.advance(tenant.stamp);
      const set = trulyBest(picture.belief.rows, id => tenant.agents.places[id - 1] ?? 0, {
        statuses: STATUSES.all.length,
        mostRecords: MOST_RECORDS,
      });
      let best: Candidate | null = null;
      let bestGain = set.gain * COUNTED * PRESENCE_LASTS_S;
      for (const [index, candidate] of (presenceOnly ? [] : waits.candidates()).entries()) {
        const gain = wrongCells(tenant.languages[index] ?? '');
        if (gain > bestGain) [best, bestGain] = [candidate, gain];
      }
      for (const candidate of presenceOnly ? [] : states.candidates()) {
        const gain = isWrong(candidate);
        if (gain > bestGain) [best, bestGain] = [candidate, gain];
      }
      if (best) return ask(tenant, best);
      const statusIds = STATUSES.all.filter((_, place) => set.inside[place] === 1).map(({id}) => id);
      const answer = tenant.answer({operation: listUsers, input: {query: {'status_id[]': statusIds.map(String)}}});
      const records = answer.data as never[];
      const told = {records, complete: records.length < MOST_RECORDS, askedAt: tenant.clock.now()};
      picture.applyPresence({kind: 'status', statusIds}, told, answer.at);
    },
  };
};
