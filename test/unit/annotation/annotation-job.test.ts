import { describe, expect, test } from 'vitest';
import type {
  ApiResult,
  ApiAccess,
  AccessTokenProvider,
  JobState,
  AnnotationApi,
} from '../../../main/core/annotation/api.ts';
import { AnnotationJob, type AnnotationOutcome } from '../../../main/annotation/annotation-job.ts';
import type { ApiFailureKind } from '../../../main/core/annotation/api.ts';
import { flush, ManualClock } from '../../support/manual-clock.ts';

const REQUEST = { text: 'Kensho', knowledgeBases: ['capiq'], tagPeople: false, originatingEntityId: '' } as const;
const PENDING: ApiResult<JobState> = { ok: true, value: { kind: 'pending' } };
const DONE: ApiResult<JobState> = { ok: true, value: { kind: 'done', results: [] } };
const fails = (kind: ApiFailureKind, retryAfterMs?: number): ApiResult<never> => ({
  ok: false,
  failure: { kind, retryAfterMs },
});

/** An API whose answers a test lines up; the last one is given again and again. */
class Scripted implements AnnotationApi {
  readonly calls: string[] = [];
  submits: ApiResult<string>[] = [{ ok: true, value: 'J1' }];
  reads: ApiResult<JobState>[] = [PENDING];
  syncs: ApiResult<JobState>[] = [DONE];
  /** Waits for it before it answers a submission. */
  holdSubmit: Promise<void> = Promise.resolve();

  async submit(token: string): Promise<ApiResult<string>> {
    this.calls.push(`submit ${token}`);
    await this.holdSubmit;
    return next(this.submits);
  }
  read(token: string, jobId: string): Promise<ApiResult<JobState>> {
    this.calls.push(`read ${token} ${jobId}`);
    return Promise.resolve(next(this.reads));
  }
  remove(token: string, jobId: string): Promise<ApiResult<undefined>> {
    this.calls.push(`remove ${token} ${jobId}`);
    return Promise.resolve({ ok: true, value: undefined });
  }
  annotate(token: string): Promise<ApiResult<JobState>> {
    this.calls.push(`annotate ${token}`);
    return Promise.resolve(next(this.syncs));
  }
  me(): never {
    throw new Error('nobody asks whose it is');
  }
}

function next<T>(answers: T[]): T {
  const answer = answers.length > 1 ? answers.shift() : answers[0];
  if (answer === undefined) throw new Error('no answer is left');
  return answer;
}

async function start(script: (api: Scripted) => void = () => undefined, renewed: string | null = 'second') {
  const api = new Scripted();
  script(api);
  const clock = new ManualClock(0);
  const source: AccessTokenProvider = {
    fresh: () => Promise.resolve({ accessToken: 'first', api }),
    renewed: () => Promise.resolve<ApiAccess | undefined>(renewed === null ? undefined : { accessToken: renewed, api }),
  };
  const job = new AnnotationJob({ clock, access: source }, REQUEST);
  let outcome: AnnotationOutcome | undefined;
  void job.outcome.then((settled) => (outcome = settled));
  // Handed in by now, so that the first wait has begun.
  await flush();
  return { api, clock, job, outcome: () => outcome };
}

const kindOf = (outcome: AnnotationOutcome | undefined) =>
  outcome?.kind === 'failed' ? outcome.failure.kind : outcome?.kind;

test('asks a second later, then less and less often, and never at once', async () => {
  const { api, clock, outcome } = await start();
  const askedAt: number[] = [];
  for (let second = 0; second < 30; second += 0.5) {
    const before = api.calls.length;
    await clock.advance(500);
    if (api.calls.length > before) askedAt.push(clock.now());
    expect(api.calls.length - before).toBeLessThanOrEqual(1);
  }
  expect(askedAt).toEqual([1000, 2500, 5000, 8500, 13_500, 18_500, 23_500, 28_500]);
  api.reads = [DONE];
  await clock.advance(5000);
  expect(kindOf(outcome())).toBe('found');
  expect(clock.pendingCount).toBe(0);
  // What NERD has answered is left to NERD.
  expect(api.calls.at(-1)).toBe('read first J1');
});

test('after 60 s it is called off, and the job deleted', async () => {
  const { api, clock, outcome } = await start();
  await clock.advance(59_999);
  expect(outcome()).toBeUndefined();
  await clock.advance(1);
  expect(kindOf(outcome())).toBe('tooSlow');
  expect(api.calls.at(-1)).toBe('remove first J1');
  expect(clock.pendingCount).toBe(0);
});

describe('cancelled', () => {
  test('the job is deleted, once, and nothing more is asked', async () => {
    const { api, clock, job, outcome } = await start();
    await clock.advance(1000);
    job.cancel();
    job.cancel();
    await clock.advance(120_000);
    expect(kindOf(outcome())).toBe('cancelled');
    expect(api.calls).toEqual(['submit first', 'read first J1', 'remove first J1']);
    expect(clock.pendingCount).toBe(0);
  });

  test('while NERD still takes it in, the job is deleted as soon as it has a name', async () => {
    let release = (): void => undefined;
    const { api, clock, job, outcome } = await start((script) => {
      script.holdSubmit = new Promise((resolve) => (release = resolve));
    });
    await flush();
    job.cancel();
    await flush();
    expect(kindOf(outcome())).toBe('cancelled');
    release();
    await clock.advance(60_000);
    expect(api.calls).toEqual(['submit first', 'remove first J1']);
  });
});

describe('turned down', () => {
  test('it takes a newer token and repeats, once', async () => {
    const { api, clock, outcome } = await start((script) => {
      script.submits = [fails('unauthorized'), { ok: true, value: 'J1' }];
      script.reads = [fails('unauthorized')];
    });
    await clock.advance(1000);
    expect(api.calls).toEqual(['submit first', 'submit second', 'read second J1', 'remove second J1']);
    expect(kindOf(outcome())).toBe('unauthorized');
  });

  test('with no newer one it is told at once', async () => {
    const { api, outcome } = await start((script) => (script.submits = [fails('unauthorized')]), null);
    await flush();
    expect(api.calls).toEqual(['submit first']);
    expect(kindOf(outcome())).toBe('unauthorized');
  });
});

describe('a failure while NERD reads', () => {
  test('one that may pass is asked past once, and told if it stays', async () => {
    const { api, clock, outcome } = await start((script) => (script.reads = [fails('server_error'), PENDING]));
    await clock.advance(3000);
    expect(outcome()).toBeUndefined();
    api.reads = [fails('network')];
    await clock.advance(20_000);
    expect(kindOf(outcome())).toBe('network');
    expect(api.calls.at(-1)).toBe('remove first J1');
  });

  test('a pause that NERD asks for is kept; if it is longer than anybody waits, that is what is told', async () => {
    const { api, clock, outcome } = await start((script) => (script.reads = [fails('rate_limited', 20_000)]));
    await clock.advance(20_999);
    expect(api.calls.filter((call) => call.startsWith('read'))).toHaveLength(1);
    await clock.advance(1);
    expect(api.calls.filter((call) => call.startsWith('read'))).toHaveLength(2);
    await clock.advance(40_000);
    expect(kindOf(outcome())).toBe('rate_limited');
  });

  test.each(['notFound', 'badRequest', 'conflict', 'unreadable', 'not_nerd'] as const)(
    '%s is told at once',
    async (kind) => {
      const { clock, outcome } = await start((script) => (script.reads = [fails(kind)]));
      await clock.advance(1000);
      expect(kindOf(outcome())).toBe(kind);
    },
  );
});

describe('the call in one', () => {
  test.each(['notFound', 'retired'] as const)('is made only where jobs are gone (%s)', async (kind) => {
    const { api, outcome } = await start((script) => (script.submits = [fails(kind)]));
    await flush();
    expect(api.calls).toEqual(['submit first', 'annotate first']);
    expect(kindOf(outcome())).toBe('found');
  });

  test.each(['badRequest', 'rate_limited', 'server_error', 'network'] as const)('and not for %s', async (kind) => {
    const { api, outcome } = await start((script) => (script.submits = [fails(kind)]));
    await flush();
    expect(api.calls).toEqual(['submit first']);
    expect(kindOf(outcome())).toBe(kind);
  });
});
