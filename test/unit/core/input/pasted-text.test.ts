import { expect, test } from 'vitest';
import { asMeant, unwrapped, withoutInvisible } from '../../../../main/core/input/pasted-text.ts';

test.each([
  ['a zero-width space', 'ab\u200bcd'],
  ['a zero-width joiner', 'ab\u200dcd'],
  ['a soft hyphen', 'ab\u00adcd'],
  ['a direction override', 'ab\u202ecd'],
  ['a byte order mark', '\ufeffabcd'],
])('%s is left out', (_what, text) => {
  expect(withoutInvisible(text)).toBe('abcd');
  expect(asMeant(text)).toBe('abcd');
});

test('the marks of a quoted mail are left out at the beginning of lines alone', () => {
  expect(asMeant('> a\n >> b\n> > c > d')).toBe('a\nb\nc > d');
});

test("a shell's broken line is one line", () => {
  expect(asMeant('curl \\\n  -G \\\r\n  x')).toBe('curl    -G    x');
});

test.each(['"abc"', '“abc”', '„abc“', '« abc »', '「abc」', '(abc);', '[ "abc", ]', '<abc>', '• abc', ' \r\n\tabc '])(
  '%j loses what stands around it',
  (text) => {
    expect(unwrapped(text)).toBe('abc');
  },
);

test('what stands within stays', () => {
  expect(unwrapped("'a\"b (c) d'")).toBe('a"b (c) d');
});

test('a text of nothing but quotes and white space is empty', () => {
  expect(unwrapped(' “” ,;')).toBe('');
});
