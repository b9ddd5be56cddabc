import {nothingSeen} from '../picture/presence/presence-model.js';
import type {SavedHabits} from '../saved-state/saved-habits.js';
import type {TenantSession} from './tenant-session.js';

type Learning = Pick<TenantSession, 'picture' | 'flips'>;

/** What a session has learned of its tenant, as it is kept between runs. Statuses go by id: a profile may change. */
export function habitsOf({picture, flips}: Learning): SavedHabits {
  const {jumps, spent} = picture.learner.seen;
  const ids = [...picture.statuses.all.map(({id}) => id), null];
  const rounded = (value: number) => Math.round(value * 1000) / 1000;
  return {
    version: 1,
    jumps: ids.flatMap((from, i) =>
      ids.flatMap((to, j): SavedHabits['jumps'] => {
        const count = rounded(jumps[i * ids.length + j] ?? 0);
        return count > 0 ? [[from, to, count]] : [];
      }),
    ),
    spent: ids.flatMap((id, i): SavedHabits['spent'] => (spent[i] ? [[id, Math.round(spent[i])]] : [])),
    flips: {...flips.rates.seen},
    times: [...flips.times.times],
  };
}

/** Starts a session from what earlier ones have learned; statuses that it does not list any more are left out. */
export function startFromHabits({picture, flips}: Learning, habits: SavedHabits): void {
  const places = new Map<number | null, number>(picture.statuses.all.map(({id}, place) => [id, place]));
  const size = places.size + 1;
  places.set(null, size - 1);
  const seen = nothingSeen(size);
  for (const [from, to, count] of habits.jumps) {
    const [i, j] = [places.get(from), places.get(to)];
    if (i !== undefined && j !== undefined && i !== j) seen.jumps[i * size + j] = count;
  }
  for (const [id, ms] of habits.spent) {
    const place = places.get(id);
    if (place !== undefined) seen.spent[place] = ms;
  }
  picture.learner.remember(seen);
  flips.rates.remember(habits.flips);
  flips.times.remember(habits.times);
}
