import {useMemo} from 'react';
import {useResource} from '../state/use-resource.js';
import type {PanelData} from './panel.js';

/** The newest of every resource; the same object while none has changed. */
export function usePanelData(): PanelData {
  const queues = useResource('queues');
  const agents = useResource('agents');
  const session = useResource('session');
  const watched = useResource('watched');
  const activity = useResource('activity');
  const now = useResource('now');
  const facts = useResource('facts');
  return useMemo(
    () => ({queues, agents, session, watched, activity, now, facts}),
    [queues, agents, session, watched, activity, now, facts],
  );
}
