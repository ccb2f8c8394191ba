import { expect, test } from 'vitest';
import { PageHistory } from '../../../../renderer/state/history.svelte.ts';
import { NO_ANSWER } from '../../../../renderer/text/local-messages.ts';
import { fakeNerd } from './fake-nerd.ts';

const ENTRY = { kind: 'resume', at: 1, times: 1, lastAt: 1 } as const;

test('the entries stay while the history is read again, and when that fails', async () => {
  const { nerd, answer, fail } = fakeNerd();
  const history = new PageHistory(nerd);
  expect(history.entries).toBeUndefined();
  const first = history.read();
  answer({ ok: true, entries: [ENTRY] });
  await first;
  expect(history.entries).toEqual([ENTRY]);
  const second = history.read();
  fail();
  await second;
  expect(history.entries).toEqual([ENTRY]);
  expect(history.failure).toEqual(NO_ANSWER);
});

test('the answer to an earlier request is dropped, however late it comes', async () => {
  const answers: ((entries: readonly (typeof ENTRY)[]) => void)[] = [];
  const history = new PageHistory({
    history: () => new Promise((resolve) => answers.push((entries) => resolve({ ok: true, entries }))),
  });
  const [early, late] = [history.read(), history.read()];
  answers[1]?.([ENTRY]);
  await late;
  answers[0]?.([]);
  await early;
  expect(history.entries).toEqual([ENTRY]);
});
