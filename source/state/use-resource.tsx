import {createContext, type ReactNode, useContext} from 'react';
import {type Cache, SWRConfig} from 'swr';
import useSWRSubscription from 'swr/subscription';
import type {ResourceKey, ResourceMap, Resources} from './resources.js';

type SubscriptionEnd<K extends ResourceKey> = {readonly next: (error: null, value: ResourceMap[K]) => void};

const ResourcesContext = createContext<Resources | null>(null);

/**
 * Gives panels their cache: swr, with a store of its own per screen. Timers, focus and retries stay off: what arrives,
 * and when, is the plan's business.
 */
export function ResourcesProvider({
  resources,
  children,
}: {
  readonly resources: Resources;
  readonly children: ReactNode;
}) {
  return (
    <ResourcesContext.Provider value={resources}>
      <SWRConfig
        value={{
          provider: () => new Map() as Cache,
          revalidateOnFocus: false,
          revalidateOnReconnect: false,
          shouldRetryOnError: false,
          // A new object is a new value; comparing thousands of agents by content would cost more than drawing them.
          compare: Object.is,
        }}
      >
        {children}
      </SWRConfig>
    </ResourcesContext.Provider>
  );
}

/** Newest value of a resource, or undefined while there is none. Subscribed once per key, however many panels read. */
export function useResource<K extends ResourceKey>(key: K): ResourceMap[K] | undefined {
  const resources = useContext(ResourcesContext);
  if (!resources) throw new Error('useResource needs a ResourcesProvider above it');
  const {data} = useSWRSubscription<ResourceMap[K], Error>(key, (_name: string, {next}: SubscriptionEnd<K>) =>
    resources.subscribe(key, value => next(null, value)),
  );
  return data;
}
