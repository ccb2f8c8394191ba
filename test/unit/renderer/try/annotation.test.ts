import { expect, test } from 'vitest';
import type { Command, Dispatch } from '../../../../preload/contract/command.ts';
import { AnnotationState } from '../../../../renderer/try/annotation.svelte.ts';

const FAILURE = { tone: 'problem', title: 'Not found', sentence: '' } as const;

/** The Try page over a main that gives these answers, one after the other. */
function start(...answers: readonly unknown[]) {
  const sent: Command[] = [];
  const send = ((command: Command) => {
    sent.push(command);
    return Promise.resolve(answers[sent.length - 1]);
  }) as Dispatch;
  const page = new AnnotationState({ send });
  page.text = 'Apple grew.';
  return { page, sent };
}

test('both knowledge bases are asked unless one is chosen; people are tagged only where they are known', async () => {
  const { page, sent } = start({ ok: true, annotations: undefined }, { ok: true, annotations: undefined });
  await page.find();
  page.lookIn = 'capiq';
  page.originatingEntityId = ' IQ1 ';
  await page.find();
  expect(sent).toMatchObject([
    { request: { text: 'Apple grew.', knowledgeBases: ['capiq', 'wikimedia'], tagPeople: true } },
    { request: { knowledgeBases: ['capiq'], tagPeople: false, originatingEntityId: 'IQ1' } },
  ]);
});

test('while one request is pending there is no second one', async () => {
  const { page, sent } = start({ ok: true, annotations: undefined });
  const first = page.find();
  expect(page.isPending).toBe(true);
  await page.find();
  await first;
  expect([sent.length, page.isPending]).toEqual([1, false]);
});

test('what was found before is gone with the next request, and a failure says why', async () => {
  const { page } = start({ ok: true, annotations: { mentions: [], tookMs: 5 } }, { ok: false, message: FAILURE });
  await page.find();
  expect(page.found).toMatchObject({ text: 'Apple grew.', rows: [], marks: [] });
  await page.find();
  expect([page.found, page.failure]).toEqual([undefined, FAILURE]);
});

test('a copy that fails says why, and one that works takes that back', async () => {
  const { page, sent } = start({ ok: false, message: FAILURE }, { ok: true });
  expect(await page.copy('json')).toBe(false);
  expect(page.failure).toEqual(FAILURE);
  expect(await page.copy('csv')).toBe(true);
  expect(page.failure).toBeUndefined();
  expect(sent).toMatchObject([{ as: 'json' }, { as: 'csv' }]);
});
