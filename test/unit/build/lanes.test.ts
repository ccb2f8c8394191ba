import { expect, test } from 'vitest';
import { runLanes } from '../../../build/suites/lanes.mjs';

const SUITES = [
  { name: 'shortest', seconds: 1 },
  { name: 'short', seconds: 3 },
  { name: 'longest', seconds: 9 },
  { name: 'long', seconds: 5 },
];

test('whichever lane is free takes the longest suite left; results come in the order of the suites', async () => {
  const happened: string[] = [];
  const endings = new Map<string, () => void>();
  const all = runLanes(SUITES, async ({ name }) => {
    happened.push(`${name} begins`);
    await new Promise<void>((resolve) => endings.set(name, resolve));
    happened.push(`${name} ends`);
    return name.toUpperCase();
  });
  const end = async (name: string) => {
    endings.get(name)?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  expect(happened).toEqual(['longest begins', 'long begins', 'short begins']);
  await end('long');
  expect(happened).toEqual(['longest begins', 'long begins', 'short begins', 'long ends', 'shortest begins']);
  await end('shortest');
  await end('short');
  await end('longest');
  expect(await all).toEqual(['SHORTEST', 'SHORT', 'LONGEST', 'LONG']);
});
