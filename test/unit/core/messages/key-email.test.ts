import { expect, test } from 'vitest';
import { KEY_EMAIL, KEY_EMAIL_URL } from '../../../../main/core/messages/key-email.ts';

test('the letter for a mail program is the one that is copied', () => {
  const url = new URL(KEY_EMAIL_URL);
  expect(url.protocol + url.pathname).toBe('mailto:support@kensho.com');
  expect(url.searchParams.get('subject')).toBe('Public key for NERD');
  expect(url.searchParams.get('body')?.replaceAll('\r\n', '\n')).toBe(KEY_EMAIL);
});
