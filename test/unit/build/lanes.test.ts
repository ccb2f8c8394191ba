import { expect, test } from 'vitest';
import { runLanes } from '../../../build/suites/lanes.mjs';

const SUITES = [
  { name: 'a', lane: 'one' },
  { name: 'b', lane: 'two' },
  { name: 'c', lane: 'one' },
];

test('a lane runs its suites one after the other, beside the other lanes; results come in the order of the suites', async () => {
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
  expect(happened).toEqual(['a begins', 'b begins']);
  await end('a');
  expect(happened).toEqual(['a begins', 'b begins', 'a ends', 'c begins']);
  await end('c');
  await end('b');
  expect(await all).toEqual(['A', 'B', 'C']);
});
