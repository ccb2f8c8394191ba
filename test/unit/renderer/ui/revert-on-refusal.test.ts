import { expect, test } from 'vitest';
import { revertOnRefusal } from '../../../../renderer/ui/revert-on-refusal.ts';

test('the value in force is shown once the request is answered, and not before', async () => {
  const shown: string[] = [];
  let answer: () => void = () => undefined;
  const reverted = revertOnRefusal(new Promise<void>((resolve) => (answer = resolve)), () => void shown.push('shown'));
  await Promise.resolve();
  expect(shown).toEqual([]);
  answer();
  await reverted;
  expect(shown).toEqual(['shown']);
});
