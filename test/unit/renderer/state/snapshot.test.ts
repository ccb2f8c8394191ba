import { expect, test } from 'vitest';
import type { AppSnapshot, Message } from '../../../../preload/contract/snapshot.ts';
import { fieldError } from '../../../../renderer/connect/field-error.ts';
import { newest } from '../../../../renderer/state/newest.ts';
import { screenOf } from '../../../../renderer/state/screen.ts';
import { announcementOf } from '../../../../renderer/state/announcements.ts';
import { CONNECTED, NOW, SIGNED_OUT } from '../../../support/page-harness/snapshots.ts';

const say = (tone: Message['tone'], title: string): Message => ({
  tone,
  title,
  sentence: 'So it is.',
  action: undefined,
});
const at = (message: Message): AppSnapshot => ({ ...CONNECTED, message });
const FINE = say('calm', 'Fine');
const BUSY = say('busy', 'Refreshing');
const TROUBLE = say('attention', 'Offline');

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

test('the screen follows the snapshot, and the page that the user chose', () => {
  expect(screenOf(undefined, 'home')).toBe('starting');
  expect(screenOf({ ...SIGNED_OUT, storage: { kind: 'reading' } }, 'home')).toBe('reading');
  expect(screenOf(SIGNED_OUT, 'home')).toBe('connect');
  expect(screenOf({ ...SIGNED_OUT, storage: { kind: 'unavailable', why: 'locked' } }, 'home')).toBe('connect');
  expect(screenOf(CONNECTED, 'home')).toBe('status');
  expect(screenOf(CONNECTED, 'replace')).toBe('replace');
  expect(screenOf(SIGNED_OUT, 'settings')).toBe('settings');
});

test('a routine refresh is silent', () => {
  expect(announcementOf(at(FINE), at(BUSY))).toBeUndefined();
  expect(announcementOf(at(BUSY), at(FINE))).toBeUndefined();
});

test('trouble and its end are spoken, and the same trouble only once', () => {
  expect(announcementOf(at(BUSY), at(TROUBLE))).toBe('Offline. So it is.');
  expect(announcementOf(at(TROUBLE), at({ ...TROUBLE, sentence: 'The next try is at 10:20.' }))).toBeUndefined();
  expect(announcementOf(at(TROUBLE), at(FINE))).toBe('Fine. So it is.');
});

test('a copy is spoken once', () => {
  const copied = { ...CONNECTED, copied: { expiresAt: NOW + 42 * 60_000 } };
  expect(announcementOf(CONNECTED, copied)).toBe('Copied · lasts 42 min.');
  expect(announcementOf(copied, { ...copied, revision: 2 })).toBeUndefined();
});

test('a warning of the week’s end is spoken when it comes, not with each minute', () => {
  const warned = { ...CONNECTED, warning: say('attention', 'It ends in 2 h') };
  expect(announcementOf(CONNECTED, warned)).toBe('It ends in 2 h. So it is.');
  expect(announcementOf(warned, { ...warned, warning: say('attention', 'It ends in 1 h 59 min') })).toBeUndefined();
  expect(announcementOf(warned, CONNECTED)).toBeUndefined();
});

test('what came of a new refresh token is spoken', () => {
  const candidateMessage = say('attention', 'Not tried yet');
  expect(announcementOf(SIGNED_OUT, { ...SIGNED_OUT, candidateMessage })).toBe('Not tried yet. So it is.');
});

test('the field says what is wrong with the text, the panel what came of trying it', () => {
  const failure = (reason: 'field' | 'refused' | 'unreachable') => ({ ok: false as const, reason, message: TROUBLE });
  expect(fieldError(undefined, false)).toBeUndefined();
  expect(fieldError(failure('field'), true)).toBe('So it is.');
  expect(fieldError(failure('refused'), false)).toBe('So it is.');
  expect(fieldError(failure('unreachable'), true)).toBeUndefined();
  expect(fieldError(failure('unreachable'), false)).toBe('So it is.');
});
