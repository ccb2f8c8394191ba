import { expect, test } from 'vitest';
import { isTrouble, joined, SAME_AGAIN, toMessage } from '../../../../main/core/messages/message.ts';

const BUTTON = { kind: 'refreshNow', label: 'Try now' } as const;

test('a message of a trouble says what happened, what still works and what to do, in this order', () => {
  const parts = {
    tone: 'problem',
    title: 'Title',
    happened: 'One.',
    works: 'Two.',
    toDo: 'Three.',
    action: BUTTON,
  } as const;
  expect(toMessage(parts)).toEqual({ tone: 'problem', title: 'Title', sentence: 'One. Two. Three.', action: BUTTON });
});

test('parts that are missing leave no gap', () => {
  expect(toMessage({ tone: 'attention', title: 'Title', works: undefined, toDo: 'Three.' }).sentence).toBe('Three.');
  expect(joined(undefined, 'One.', undefined, 'Two.')).toBe('One. Two.');
});

test('where the button that was just used is what helps, the message has none', () => {
  const message = toMessage({ tone: 'problem', title: 'Title', works: 'Two.', action: SAME_AGAIN });
  expect(message.action).toBeUndefined();
});

test('a second way out is there only where there is one', () => {
  const parts = { tone: 'problem', title: 'Title', works: 'Two.', action: BUTTON } as const;
  expect(toMessage(parts)).not.toHaveProperty('other');
  const other = { kind: 'resume', label: 'Resume' } as const;
  expect(toMessage({ ...parts, other }).other).toEqual(other);
});

test('while nothing is wrong a message is its own sentence', () => {
  const parts = { tone: 'calm', title: 'Title', sentence: 'All is well.' } as const;
  expect(isTrouble(parts)).toBe(false);
  expect(toMessage(parts)).toEqual({ ...parts, action: undefined });
});
