import { expect, test } from 'vitest';
import { screenOf } from '../../../../renderer/state/pages.ts';
import { CONNECTED, SIGNED_OUT } from '../../../support/page-harness/snapshots.ts';

test('the screen follows the snapshot, and the page that the user chose', () => {
  expect(screenOf(undefined, 'home')).toBe('starting');
  expect(screenOf({ ...SIGNED_OUT, storage: { kind: 'reading' } }, 'home')).toBe('reading');
  expect(screenOf(SIGNED_OUT, 'home')).toBe('connect');
  expect(screenOf({ ...SIGNED_OUT, storage: { kind: 'unavailable', why: 'locked' } }, 'home')).toBe('connect');
  expect(screenOf(CONNECTED, 'home')).toBe('status');
  expect(screenOf(CONNECTED, 'replace')).toBe('replace');
  expect(screenOf(SIGNED_OUT, 'settings')).toBe('settings');
});
