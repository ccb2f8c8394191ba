import { expect, test } from 'vitest';
import { readIdentifier } from '../../../../main/core/input/client-id.ts';
import { KEY_EMAIL, KEY_EMAIL_URL } from '../../../../main/core/messages/key-email.ts';

test.each([
  ['0oa1b2c3', '0oa1b2c3'],
  [' "0oa1b2c3",\n', '0oa1b2c3'],
  ['0oa 1b2', undefined],
  ['', undefined],
  ['ünlikely', undefined],
  ['x'.repeat(257), undefined],
])('an identifier in %o', (text, id) => {
  expect(readIdentifier(text)).toBe(id);
});

test('the letter for a mail program is the one that is copied', () => {
  const url = new URL(KEY_EMAIL_URL);
  expect(url.protocol + url.pathname).toBe('mailto:support@kensho.com');
  expect(url.searchParams.get('subject')).toBe('Public key for NERD');
  expect(url.searchParams.get('body')?.replaceAll('\r\n', '\n')).toBe(KEY_EMAIL);
});
