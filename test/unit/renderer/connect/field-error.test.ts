import { expect, test } from 'vitest';
import { fieldError } from '../../../../renderer/connect/field-error.ts';

const TROUBLE = { tone: 'attention', title: 'Offline', sentence: 'So it is.', action: undefined } as const;

test('the field says what is wrong with the text, the panel what came of trying it', () => {
  const failure = (reason: 'field' | 'refused' | 'unreachable') => ({ ok: false as const, reason, message: TROUBLE });
  expect(fieldError(undefined, false)).toBeUndefined();
  expect(fieldError(failure('field'), true)).toBe('So it is.');
  expect(fieldError(failure('refused'), false)).toBe('So it is.');
  expect(fieldError(failure('unreachable'), true)).toBeUndefined();
  expect(fieldError(failure('unreachable'), false)).toBe('So it is.');
});
