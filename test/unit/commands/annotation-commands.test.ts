import { describe, expect, test } from 'vitest';
import type { JobState } from '../../../main/core/annotation/api.ts';
import { commandWorld } from '../../support/command-world.ts';
import { resultsIn } from '../../support/found.ts';
import { flush } from '../../support/manual-clock.ts';
import { TEN } from '../../support/token-world.ts';

const HOUR_MS = 3_600_000;
const TEXT = 'Kensho is a part of S&P Global.';
const REQUEST = { text: TEXT, knowledgeBases: ['capiq'], tagPeople: false, originatingEntityId: '' } as const;
const DONE: JobState = { kind: 'done', results: resultsIn(TEXT, ['capiq']) };
const annotate = { kind: 'annotate', request: REQUEST } as const;

async function connected() {
  const world = commandWorld();
  await world.connected(TEN + HOUR_MS);
  world.api.job = { ok: true, value: DONE };
  return world;
}

type World = Awaited<ReturnType<typeof connected>>;

/** Sends it, and lets the wait before the first look pass. */
async function annotated(world: World) {
  const result = world.dispatch(annotate);
  await flush();
  await world.clock.advance(1000);
  return result;
}

const failure = (world: World, condition: Parameters<World['messageOf']>[0]) => ({
  ok: false,
  message: world.messageOf(condition),
});

describe('a text', () => {
  test('comes back with its mentions', async () => {
    const world = await connected();
    const result = await annotated(world);
    if (!result.ok || result.annotations === undefined) throw new Error('there are annotations');
    const { mentions } = result.annotations;
    expect(mentions.map(({ start, end }) => TEXT.slice(start, end))).toContain('Kensho');
  });

  test.each([
    ['that is empty', { text: ' \n' }, 'nothingToRead'],
    ['without a knowledge base', { knowledgeBases: [] }, 'noKnowledgeBase'],
  ] as const)('%s is not sent', async (_name, wrong, kind) => {
    const world = await connected();
    expect(await world.dispatch({ ...annotate, request: { ...REQUEST, ...wrong } })).toEqual(failure(world, { kind }));
  });

  test('that NERD cannot read says why', async () => {
    const world = await connected();
    world.api.job = { ok: true, value: { kind: 'failed' } };
    expect(await annotated(world)).toEqual(
      failure(world, { kind: 'entitiesNotFound', failure: { kind: 'jobFailed' } }),
    );
  });

  test('is cancelled on demand, by the next one, and when the window is closed; NERD is told each time', async () => {
    const world = await connected();
    const cancelled = { ok: true, annotations: undefined };
    const first = world.dispatch(annotate);
    await flush();
    expect(await world.dispatch({ kind: 'cancelAnnotation' })).toEqual({ ok: true });
    expect(await first).toEqual(cancelled);
    const second = world.dispatch(annotate);
    await flush();
    const third = world.dispatch(annotate);
    expect(await second).toEqual(cancelled);
    await flush();
    world.windowClosed();
    expect(await third).toEqual(cancelled);
    expect(world.api.removed).toEqual(['job-1', 'job-1', 'job-1']);
  });
});

describe('what was found last', () => {
  test('is copied as data, which is no secret', async () => {
    const world = await connected();
    await annotated(world);
    expect(await world.dispatch({ kind: 'copyAnnotations', as: 'json' })).toEqual({ ok: true });
    expect(world.clipboard.text).toContain('Kensho');
    expect(await world.dispatch({ kind: 'copyAnnotations', as: 'csv' })).toEqual({ ok: true });
    expect(world.clipboard.text).toContain('\r\n');
    expect(world.secretClipboard.text).toBe('');
  });

  test.each(['curl', 'python'] as const)(
    'is copied as a %s call, which holds the token and is a secret',
    async (as) => {
      const world = await connected();
      await annotated(world);
      expect(await world.dispatch({ kind: 'copyAnnotations', as })).toEqual({ ok: true });
      expect(world.secretClipboard.text).toContain('https://nerd.example.com');
      expect(world.secretClipboard.text).toContain(TEXT);
      expect(world.clipboard.text).toBe('');
      expect(world.service.state.copiedEndsAt).toBe(TEN + HOUR_MS);
    },
  );

  test('cannot be copied where nothing was found, or where the clipboard does not take it', async () => {
    const world = await connected();
    const copy = (as: 'json' | 'curl') => world.dispatch({ kind: 'copyAnnotations', as });
    expect(await copy('json')).toEqual(failure(world, { kind: 'noAnnotationsYet' }));
    await annotated(world);
    world.clipboard.works = false;
    world.secretClipboard.works = false;
    expect(await copy('json')).toEqual(failure(world, { kind: 'annotationsNotCopied' }));
    expect(await copy('curl')).toEqual(failure(world, { kind: 'annotationsNotCopied' }));
    expect(world.service.state.copiedEndsAt).toBeUndefined();
  });
});

describe('the token', () => {
  test('is checked by NERD, with how long that took', async () => {
    const world = await connected();
    world.api.beforeOwner = () => world.clock.advance(120);
    expect(await world.dispatch({ kind: 'checkToken' })).toEqual({
      ok: true,
      email: 'ada@example.com',
      scopes: ['nerd'],
      tookMs: 120,
    });
  });

  test('that NERD does not let through says why', async () => {
    const world = await connected();
    world.api.owner = { ok: false, failure: { kind: 'network' } };
    expect(await world.dispatch({ kind: 'checkToken' })).toEqual(
      failure(world, { kind: 'tokenNotTested', failure: { kind: 'network' } }),
    );
  });

  test('is shown by its claims, and by nothing else of it', async () => {
    const world = await connected();
    const result = await world.dispatch({ kind: 'showClaims' });
    if (!result.ok) throw new Error('there are claims');
    expect(result.claims.map(({ name }) => name)).toContain('exp');
    const token = world.service.state.session.kind === 'active' ? world.service.state.session.held.value : '';
    expect(token).not.toBe('');
    expect(JSON.stringify(result)).not.toContain(token);
  });
});

test.each([annotate, { kind: 'checkToken' }, { kind: 'showClaims' }] as const)(
  'without a token, $kind says why there is none',
  async (command) => {
    const world = commandWorld();
    await world.service.readKeychain();
    expect(await world.dispatch(command)).toMatchObject({ ok: false, message: { action: { kind: 'connect' } } });
  },
);
