import { expect, test } from 'vitest';
import type { KeychainProblem } from '../../../preload/contract/session.ts';
import type { ProxyPassword, ProxyPasswordStore, Stored } from '../../../main/ports/credentials.ts';
import { ProxyPasswordKeeper } from '../../../main/token/proxy-password.ts';
import { MemoryLog } from '../../support/memory-parts.ts';

const OFFICE: ProxyPassword = { host: 'proxy.example.com', port: 8080, name: 'grace', password: 'cobol' };
const ANNEX: ProxyPassword = { host: 'proxy.example.com', port: 8081, name: 'ada', password: 'engine' };

class MemoryProxyStore implements ProxyPasswordStore {
  reads = 0;
  value: ProxyPassword | undefined;
  problem: KeychainProblem | undefined;

  read(): Promise<Stored<ProxyPassword | undefined>> {
    this.reads += 1;
    return this.#call(() => this.value);
  }

  write(password: ProxyPassword): Promise<Stored<undefined>> {
    return this.#call(() => void (this.value = password));
  }

  remove(): Promise<Stored<undefined>> {
    return this.#call(() => void (this.value = undefined));
  }

  #call<T>(work: () => T): Promise<Stored<T>> {
    return Promise.resolve(this.problem === undefined ? { ok: true, value: work() } : { ok: false, why: this.problem });
  }
}

function keeper(stored?: ProxyPassword) {
  const store = new MemoryProxyStore();
  store.value = stored;
  const log = new MemoryLog();
  return { store, log, proxy: new ProxyPasswordKeeper(store, log) };
}

test('what the keychain holds goes to its own proxy, as often as that asks', async () => {
  const { proxy, store } = keeper(OFFICE);
  expect(await proxy.answerFor(ANNEX)).toBeUndefined();
  expect(await proxy.answerFor({ ...OFFICE, host: 'proxy.example.org' })).toBeUndefined();
  expect(await proxy.answerFor(OFFICE)).toEqual(OFFICE);
  expect(await proxy.answerFor(OFFICE)).toEqual(OFFICE);
  expect(proxy.savedFor).toEqual({ host: OFFICE.host, port: OFFICE.port });
  expect(store.reads).toBe(1);
});

test('what was entered is kept once it has worked', async () => {
  const { proxy, store } = keeper();
  proxy.enter(OFFICE);
  expect([proxy.savedFor, store.value]).toEqual([undefined, undefined]);
  proxy.ended((await proxy.answerFor(OFFICE)) ?? ANNEX, 'accepted');
  expect(await proxy.saved()).toBeUndefined();
  expect([proxy.savedFor, store.value]).toEqual([{ host: OFFICE.host, port: OFFICE.port }, OFFICE]);
  expect(await proxy.answerFor(OFFICE)).toEqual(OFFICE);
});

test.each(['refused', 'unknown'] as const)('what was entered and ended %s is not sent again', async (outcome) => {
  const { proxy, store } = keeper();
  proxy.enter(OFFICE);
  proxy.ended((await proxy.answerFor(OFFICE)) ?? ANNEX, outcome);
  expect(await proxy.answerFor(OFFICE)).toBeUndefined();
  expect(store.value).toBeUndefined();
  expect(proxy.wasRefused(OFFICE)).toBe(outcome === 'refused');
  expect(proxy.wasRefused(ANNEX)).toBe(false);
  proxy.enter(OFFICE);
  expect(proxy.wasRefused(OFFICE)).toBe(false);
});

test('what a proxy no longer takes is deleted; where the keychain does not let go of it, it is not read again', async () => {
  const { proxy, store, log } = keeper(OFFICE);
  const sent = (await proxy.answerFor(OFFICE)) ?? ANNEX;
  store.problem = 'locked';
  proxy.ended(sent, 'refused');
  await expect.poll(() => log.lines.join()).toContain('"name":"entryNotRemoved","slot":"proxy","why":"locked"');
  store.problem = undefined;
  await proxy.load();
  expect(await proxy.answerFor(OFFICE)).toBeUndefined();
  expect(log.lines.join()).not.toContain('cobol');
  // The next start would send it once more.
  expect(store.value).toBeUndefined();
});

test('another proxy’s wrong password leaves the kept one alone', async () => {
  const { proxy, store } = keeper(OFFICE);
  await proxy.load();
  proxy.enter(ANNEX);
  proxy.ended((await proxy.answerFor(ANNEX)) ?? OFFICE, 'refused');
  expect(await proxy.answerFor(OFFICE)).toEqual(OFFICE);
  expect(store.value).toEqual(OFFICE);
});

test('a keychain that does not take it is told, and it stays in memory until it is forgotten', async () => {
  const { proxy, store } = keeper();
  store.problem = 'missing';
  proxy.enter(OFFICE);
  proxy.ended((await proxy.answerFor(OFFICE)) ?? ANNEX, 'accepted');
  expect(await proxy.saved()).toBe('missing');
  expect(await proxy.answerFor(OFFICE)).toEqual(OFFICE);
  expect(await proxy.forget()).toBeUndefined();
  expect(await proxy.answerFor(OFFICE)).toBeUndefined();
});

test('what a keychain did not take it is given again when it is open', async () => {
  const { proxy, store } = keeper();
  store.problem = 'locked';
  proxy.enter(OFFICE);
  proxy.ended((await proxy.answerFor(OFFICE)) ?? ANNEX, 'accepted');
  expect(await proxy.saved()).toBe('locked');
  store.problem = undefined;
  await proxy.load();
  expect(await proxy.saved()).toBeUndefined();
  expect(store.value).toEqual(OFFICE);
});

test.each(['entered', 'kept'])(
  'what was %s and is forgotten while a request is on its way is not kept',
  async (which) => {
    const { proxy, store } = keeper(which === 'kept' ? OFFICE : undefined);
    if (which === 'entered') proxy.enter(OFFICE);
    const sent = (await proxy.answerFor(OFFICE)) ?? ANNEX;
    expect(sent).toEqual(OFFICE);
    await proxy.forget();
    proxy.ended(sent, 'accepted');
    expect(await proxy.saved()).toBeUndefined();
    expect([proxy.savedFor, store.value]).toEqual([undefined, undefined]);
  },
);

test('forgotten is what the keychain has let go of', async () => {
  const { proxy, store } = keeper(OFFICE);
  await proxy.load();
  store.problem = 'locked';
  expect(await proxy.forget()).toBe('locked');
  expect(proxy.savedFor).toBeDefined();
  store.problem = undefined;
  expect(await proxy.forget()).toBeUndefined();
  expect([proxy.savedFor, store.value]).toEqual([undefined, undefined]);
});

test('a keychain that was closed is not opened by each request, but read when it is open', async () => {
  const { proxy, store } = keeper(OFFICE);
  store.problem = 'locked';
  expect(await proxy.answerFor(OFFICE)).toBeUndefined();
  expect(await proxy.answerFor(OFFICE)).toBeUndefined();
  expect(store.reads).toBe(1);
  store.problem = undefined;
  await proxy.load();
  expect(await proxy.answerFor(OFFICE)).toEqual(OFFICE);
});
