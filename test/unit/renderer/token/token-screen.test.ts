import { expect, test } from 'vitest';
import { COPY_FORMATS } from '../../../../main/core/copy/copy-labels.ts';
import type { Message } from '../../../../preload/contract/message.ts';
import { copyCanWork, headlineOf, maskedCopy } from '../../../../renderer/token/token-screen.ts';
import { CONNECTED, NOW } from '../../../support/page-harness/snapshots.ts';

test('the heading is about trouble first, then about a candidate, then about a warning', () => {
  const message = (tone: Message['tone']): Message => ({ tone, title: 'So', sentence: 'So it is.', action: undefined });
  const candidateMessage = message('attention');
  const warning = message('attention');
  expect(headlineOf(CONNECTED)).toBe('calm');
  expect(headlineOf({ ...CONNECTED, warning })).toBe('warning');
  expect(headlineOf({ ...CONNECTED, warning, candidateMessage })).toBe('candidate');
  expect(headlineOf({ ...CONNECTED, warning, candidateMessage, message: message('problem') })).toBe('trouble');
});

test('a pause keeps the heading while something else is new', () => {
  const pause = { untilAt: undefined };
  expect(headlineOf({ ...CONNECTED, pause })).toBe('calm');
  expect(headlineOf({ ...CONNECTED, pause, warning: CONNECTED.message })).toBe('trouble');
});

test('copying is offered unless nothing can come of it', () => {
  expect(copyCanWork({ kind: 'signedOut' }, NOW)).toBe(false);
  expect(copyCanWork({ kind: 'rejected', expiresAt: undefined }, NOW)).toBe(false);
  expect(copyCanWork({ kind: 'rejected', expiresAt: NOW }, NOW)).toBe(false);
  expect(copyCanWork({ kind: 'rejected', expiresAt: NOW + 1 }, NOW)).toBe(true);
  expect(
    copyCanWork({ kind: 'retrying', failure: 'network', attempt: 1, retryAt: NOW, expiresAt: undefined }, NOW),
  ).toBe(true);
});

test.each(COPY_FORMATS)('the preview of %s is what would be copied, with the token masked once', (format) => {
  const preview = maskedCopy(format, 'https://nerd.example.com');
  expect(preview.split('••••••••')).toHaveLength(2);
  expect(preview).not.toContain('eyJ');
});
