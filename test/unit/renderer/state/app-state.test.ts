import { expect, test } from 'vitest';
import { newest } from '../../../../renderer/state/app-state.svelte.ts';
import { CONNECTED } from '../../../support/page-harness/snapshots.ts';

test('an older snapshot never replaces a newer one', () => {
  const older = { ...CONNECTED, revision: 6 };
  const newer = { ...CONNECTED, revision: 7 };
  expect(newest(undefined, older)).toBe(older);
  expect(newest(older, newer)).toBe(newer);
  expect(newest(newer, older)).toBe(newer);
});

test('the same revision asked again brings the newer time', () => {
  const again = { ...CONNECTED, now: CONNECTED.now + 5_000 };
  expect(newest(CONNECTED, again)).toBe(again);
});
