import { describe, expect, test } from 'vitest';
import type { JobState } from '../../../main/core/annotation/api.ts';
import { createCommandFixture } from '../../support/command-fixture.ts';
import { demoResults } from '../../support/demo-annotations.ts';
import { flush } from '../../support/manual-clock.ts';
import { TEN } from '../../support/token-fixture.ts';

const HOUR_MS = 3_600_000;
const TEXT = 'Kensho is a part of S&P Global.';
const REQUEST = { text: TEXT, knowledgeBases: ['capiq'], tagPeople: false, originatingEntityId: '' } as const;
const DONE: JobState = { kind: 'done', results: demoResults(TEXT, ['capiq']) };
const annotate = { kind: 'annotate', request: REQUEST } as const;

async function connected() {
  const fixture = createCommandFixture();
  await fixture.connected(TEN + HOUR_MS);
  fixture.api.job = { ok: true, value: DONE };
  return fixture;
}

type CommandFixture = Awaited<ReturnType<typeof connected>>;

/** Sends it, and lets the wait before the first look pass. */
async function annotated(fixture: CommandFixture) {
  const result = fixture.dispatch(annotate);
  await flush();
  await fixture.clock.advance(1000);
  return result;
}

const failure = (fixture: CommandFixture, condition: Parameters<CommandFixture['messageOf']>[0]) => ({
  ok: false,
  message: fixture.messageOf(condition),
});

describe('a text', () => {
  test('comes back with its mentions', async () => {
    const fixture = await connected();
    const result = await annotated(fixture);
    if (!result.ok || result.annotations === undefined) throw new Error('there are annotations');
    const { mentions } = result.annotations;
    expect(mentions.map(({ start, end }) => TEXT.slice(start, end))).toContain('Kensho');
  });

  test.each([
    ['that is empty', { text: ' \n' }, 'nothingToRead'],
    ['without a knowledge base', { knowledgeBases: [] }, 'noKnowledgeBase'],
  ] as const)('%s is not sent', async (_name, wrong, kind) => {
    const fixture = await connected();
    expect(await fixture.dispatch({ ...annotate, request: { ...REQUEST, ...wrong } })).toEqual(
      failure(fixture, { kind }),
    );
  });

  test('that NERD cannot read says why', async () => {
    const fixture = await connected();
    fixture.api.job = { ok: true, value: { kind: 'failed' } };
    expect(await annotated(fixture)).toEqual(
      failure(fixture, { kind: 'entitiesNotFound', failure: { kind: 'jobFailed' } }),
    );
  });

  test('is cancelled on demand, by the next one, and when the window is closed; NERD is told each time', async () => {
    const fixture = await connected();
    const cancelled = { ok: true, annotations: undefined };
    const first = fixture.dispatch(annotate);
    await flush();
    expect(await fixture.dispatch({ kind: 'cancelAnnotation' })).toEqual({ ok: true });
    expect(await first).toEqual(cancelled);
    const second = fixture.dispatch(annotate);
    await flush();
    const third = fixture.dispatch(annotate);
    expect(await second).toEqual(cancelled);
    await flush();
    fixture.windowClosed();
    expect(await third).toEqual(cancelled);
    expect(fixture.api.removed).toEqual(['job-1', 'job-1', 'job-1']);
  });
});

describe('what was found last', () => {
  test('is copied as data, which is no secret', async () => {
    const fixture = await connected();
    await annotated(fixture);
    expect(await fixture.dispatch({ kind: 'copyAnnotations', as: 'json' })).toEqual({ ok: true });
    expect(fixture.clipboard.text).toContain('Kensho');
    expect(await fixture.dispatch({ kind: 'copyAnnotations', as: 'csv' })).toEqual({ ok: true });
    expect(fixture.clipboard.text).toContain('\r\n');
    expect(fixture.secretClipboard.text).toBe('');
  });

  test.each(['curl', 'python'] as const)(
    'is copied as a %s call, which holds the token and is a secret',
    async (as) => {
      const fixture = await connected();
      await annotated(fixture);
      expect(await fixture.dispatch({ kind: 'copyAnnotations', as })).toEqual({ ok: true });
      expect(fixture.secretClipboard.text).toContain('https://nerd.example.com');
      expect(fixture.secretClipboard.text).toContain(TEXT);
      expect(fixture.clipboard.text).toBe('');
      expect(fixture.service.state.copiedEndsAt).toBe(TEN + HOUR_MS);
    },
  );

  test('cannot be copied where nothing was found, or where the clipboard does not take it', async () => {
    const fixture = await connected();
    const copy = (as: 'json' | 'curl') => fixture.dispatch({ kind: 'copyAnnotations', as });
    expect(await copy('json')).toEqual(failure(fixture, { kind: 'noAnnotationsYet' }));
    await annotated(fixture);
    fixture.clipboard.works = false;
    fixture.secretClipboard.works = false;
    expect(await copy('json')).toEqual(failure(fixture, { kind: 'annotationsNotCopied' }));
    expect(await copy('curl')).toEqual(failure(fixture, { kind: 'annotationsNotCopied' }));
    expect(fixture.service.state.copiedEndsAt).toBeUndefined();
  });
});

describe('the token', () => {
  test('is checked by NERD, with how long that took', async () => {
    const fixture = await connected();
    fixture.api.beforeOwner = () => fixture.clock.advance(120);
    expect(await fixture.dispatch({ kind: 'checkToken' })).toEqual({
      ok: true,
      email: 'ada@example.com',
      scopes: ['nerd'],
      tookMs: 120,
    });
  });

  test('that NERD does not let through says why', async () => {
    const fixture = await connected();
    fixture.api.owner = { ok: false, failure: { kind: 'network' } };
    expect(await fixture.dispatch({ kind: 'checkToken' })).toEqual(
      failure(fixture, { kind: 'tokenNotTested', failure: { kind: 'network' } }),
    );
  });

  test('is shown by its claims, and by nothing else of it', async () => {
    const fixture = await connected();
    const result = await fixture.dispatch({ kind: 'showClaims' });
    if (!result.ok) throw new Error('there are claims');
    expect(result.claims.map(({ name }) => name)).toContain('exp');
    const token = fixture.service.state.session.kind === 'active' ? fixture.service.state.session.held.value : '';
    expect(token).not.toBe('');
    expect(JSON.stringify(result)).not.toContain(token);
  });
});

test.each([annotate, { kind: 'checkToken' }, { kind: 'showClaims' }] as const)(
  'without a token, $kind says why there is none',
  async (command) => {
    const fixture = createCommandFixture();
    await fixture.service.readKeychain();
    expect(await fixture.dispatch(command)).toMatchObject({ ok: false, message: { action: { kind: 'connect' } } });
  },
);
