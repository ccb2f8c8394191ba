import { expect, test } from 'vitest';
import { pageAfter, screenOf } from '../../../../renderer/state/pages.ts';
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

const PROXY_ASKS = {
  ...SIGNED_OUT,
  proxyAsk: { host: 'proxy.example.com', port: 3128, scheme: 'basic', realm: '', refused: false },
};

test('a new credential ends the replacing, and another page stays', () => {
  if (CONNECTED.credential === undefined) throw new Error('a connected session has a credential');
  const replaced = { ...CONNECTED, credential: { ...CONNECTED.credential, enteredAt: CONNECTED.now } };
  expect(pageAfter('replace', CONNECTED, replaced, false)).toBe('home');
  expect(pageAfter('keyPair', CONNECTED, SIGNED_OUT, false)).toBe('home');
  expect(pageAfter('replace', CONNECTED, CONNECTED, false)).toBeUndefined();
  expect(pageAfter('settings', CONNECTED, replaced, false)).toBeUndefined();
});

test('a proxy that asks for a password leads to its page once, but not away from what somebody reads', () => {
  expect(pageAfter('home', SIGNED_OUT, PROXY_ASKS, false)).toBe('proxy');
  expect(pageAfter('home', PROXY_ASKS, PROXY_ASKS, false)).toBeUndefined();
  expect(pageAfter('activity', SIGNED_OUT, PROXY_ASKS, false)).toBeUndefined();
  expect(pageAfter('keyPair', SIGNED_OUT, PROXY_ASKS, true)).toBe('proxy');
  expect(pageAfter('replace', CONNECTED, PROXY_ASKS, false)).toBe('proxy');
});
