import type {Queue} from '../picture/queue.js';

/** Kinds of menus as the platform names them; anything else would be a text of any length. */
const KIND = /^([a-z]{1,10})_menu$/;

/**
 * What tells queues of one path and language apart, by their keys: the kind of menu (`ivr`, `web`), or the id where that is the
 * same too. Queues that are alone with their path have no entry.
 */
export function twinWords(queues: readonly Queue[]): ReadonlyMap<string, string> {
  const byPath = new Map<string, Queue[]>();
  for (const queue of queues) {
    const place = `${queue.lang}\0${queue.path}`;
    const those = byPath.get(place);
    if (those) those.push(queue);
    else byPath.set(place, [queue]);
  }
  const words = new Map<string, string>();
  for (const twins of byPath.values()) {
    if (twins.length === 1) continue;
    const isTold = new Set(twins.map(({menuType}) => menuType)).size === twins.length;
    for (const {key, menuType, menuId} of twins) words.set(key, (isTold && KIND.exec(menuType)?.[1]) || `id ${menuId}`);
  }
  return words;
}
