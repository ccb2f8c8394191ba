import { expect, test } from 'vitest';
import { SetupError } from '../../../../build/setup/failure.mjs';
import { soakOptions } from '../../../../build/soak/options.mjs';
import { add, NOTHING, summary } from '../../../../build/soak/summary.mjs';

test('without a seed each run takes a new one, and its summary says which', () => {
  const seeds = Array.from({ length: 5 }, () => soakOptions([]).seed);
  expect(new Set(seeds).size).toBeGreaterThan(1);
  for (const seed of seeds) expect(summary(seed, NOTHING)).toContain(`of seed ${seed},`);
});

test('a seed, a number of weeks and one week alone are taken as typed', () => {
  expect(soakOptions(['--seed', '7'])).toEqual({ seed: 7, from: 0, to: 10_000 });
  expect(soakOptions(['--seed', '7', '--weeks', '20'])).toEqual({ seed: 7, from: 0, to: 20 });
  expect(soakOptions(['--seed', '7', '--week', '342'])).toEqual({ seed: 7, from: 342, to: 343 });
});

test.each([[['--week', '342']], [['--seed=-1']], [['--seed', 'seven']], [['--weeks', '1e3']]])(
  'what names no weeks is turned down: %j',
  (args) => {
    expect(() => soakOptions(args)).toThrow(SetupError);
  },
);

test('the summary counts what no program can help, and each fault', () => {
  const part = { weeks: 100, events: 5000, lost: 1, faults: { down: 2, crash: 0 } };
  const text = summary(7, { ...add(add(NOTHING, part), part), broken: 3 });
  expect(text).toBe(
    [
      '200 weeks of seed 7, 10000 events, 3 broken promises',
      "2 sessions lost to a crash between NERD's rotation and the keychain's write: no program can help.",
      'Faults that took effect: down 4, crash 0.',
    ].join('\n'),
  );
});
