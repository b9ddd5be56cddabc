import {Text} from 'ink';
import {useSWRConfig} from 'swr';
import {expect, test} from 'vitest';
import {Resources} from '../../source/state/resources.js';
import {ResourcesProvider, useResource} from '../../source/state/use-resource.js';
import {openScreen} from '../helpers/screen.js';

const stampOf = (mono: number) => ({mono, wall: mono});

test('what is published arrives, and the cache holds one entry per key however often', async () => {
  const resources = new Resources();
  let keys = 0;
  function Probe() {
    const {cache} = useSWRConfig();
    keys = [...cache.keys()].length;
    const facts = useResource('facts');
    return <Text>{`${useResource('now')?.mono ?? 'none'} ${facts?.tenant ?? 'nobody'}`}</Text>;
  }
  const screen = openScreen(
    <ResourcesProvider resources={resources}>
      <Probe />
      <Probe />
    </ResourcesProvider>,
  );
  await screen.waitFor('none nobody');
  for (let mono = 1; mono <= 3000; mono += 1) resources.publish('now', stampOf(mono));
  resources.publish('facts', {tenant: 'acme', badge: null, readOnly: false, dryRun: false, isMasked: false});
  await screen.waitFor('3000 acme');
  expect(keys).toBeLessThanOrEqual(2);
  screen.close();
});

test('a subscriber gets the present value at once, later ones until it stops, and of its own key alone', () => {
  const resources = new Resources();
  resources.publish('now', stampOf(1));
  const seen: number[] = [];
  const stop = resources.subscribe('now', stamp => seen.push(stamp.mono));
  resources.publish('watched', []);
  resources.publish('now', stampOf(2));
  stop();
  resources.publish('now', stampOf(3));
  expect(seen).toEqual([1, 2]);
});
