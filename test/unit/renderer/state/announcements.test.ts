import { expect, test } from 'vitest';
import type { Message } from '../../../../preload/contract/message.ts';
import type { AppSnapshot } from '../../../../preload/contract/snapshot.ts';
import { announcementOf } from '../../../../renderer/state/announcements.svelte.ts';
import { CONNECTED, NOW, SIGNED_OUT } from '../../../support/page-harness/snapshots.ts';

const message = (tone: Message['tone'], title: string): Message => ({
  tone,
  title,
  sentence: 'So it is.',
  action: undefined,
});
const at = (message: Message): AppSnapshot => ({ ...CONNECTED, message });
const FINE = message('calm', 'Fine');
const BUSY = message('busy', 'Refreshing');
const TROUBLE = message('attention', 'Offline');

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
  expect(announcementOf(CONNECTED, copied)).toBe('Copied · valid for 42 min.');
  expect(announcementOf(copied, { ...copied, revision: 2 })).toBeUndefined();
});

test('a warning of the week’s end is spoken when it comes, not with each minute', () => {
  const warned = { ...CONNECTED, warning: message('attention', 'It ends in 2 h') };
  expect(announcementOf(CONNECTED, warned)).toBe('It ends in 2 h. So it is.');
  expect(announcementOf(warned, { ...warned, warning: message('attention', 'It ends in 1 h 59 min') })).toBeUndefined();
  expect(announcementOf(warned, CONNECTED)).toBeUndefined();
});

test('what came of a new refresh token is spoken', () => {
  const candidateMessage = message('attention', 'Not tried yet');
  expect(announcementOf(SIGNED_OUT, { ...SIGNED_OUT, candidateMessage })).toBe('Not tried yet. So it is.');
});
