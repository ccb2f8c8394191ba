import { expect, test } from 'vitest';
import type { ProxyAddress } from '../../../preload/contract/proxy.ts';
import type { KeychainProblem } from '../../../preload/contract/session.ts';
import type { ProxyChallenge } from '../../../main/core/token/proxy-challenge.ts';
import type { ProxyPassword, ProxyPasswordStore, Stored } from '../../../main/ports/credentials.ts';
import { ProxyPasswordKeeper } from '../../../main/token/proxy-password.ts';
import { MemoryLog } from '../../support/memory-ports.ts';

const BASIC = { scheme: 'basic', realm: 'office' };
const DIGEST = { scheme: 'digest', realm: 'office' };
const OFFICE: ProxyPassword = {
  host: 'proxy.example.com',
  port: 8080,
  name: 'grace',
  password: 'cobol',
  agreed: [BASIC],
};
const OFFICE_LOGIN: ProxyPassword = { host: OFFICE.host, port: OFFICE.port, name: 'grace', password: 'cobol' };
const ANNEX: ProxyPassword = {
  host: 'proxy.example.com',
  port: 8081,
  name: 'ada',
  password: 'engine',
  agreed: [BASIC],
};

const asking = ({ host, port }: ProxyAddress, way = BASIC) => ({ host, port, ...way });

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
  expect(await proxy.answerFor(asking(ANNEX))).toBeUndefined();
  expect(await proxy.answerFor(asking({ ...OFFICE, host: 'proxy.example.org' }))).toBeUndefined();
  expect(await proxy.answerFor(asking(OFFICE))).toEqual(OFFICE);
  expect(await proxy.answerFor(asking(OFFICE))).toEqual(OFFICE);
  expect(proxy.savedFor).toEqual({ host: OFFICE.host, port: OFFICE.port });
  expect(store.reads).toBe(1);
});

test('what was entered is kept once it has worked', async () => {
  const { proxy, store } = keeper();
  proxy.enter(OFFICE);
  expect([proxy.savedFor, store.value]).toEqual([undefined, undefined]);
  proxy.ended((await proxy.answerFor(asking(OFFICE))) ?? ANNEX, 'accepted');
  expect(await proxy.saved()).toBeUndefined();
  expect([proxy.savedFor, store.value]).toEqual([{ host: OFFICE.host, port: OFFICE.port }, OFFICE]);
  expect(await proxy.answerFor(asking(OFFICE))).toEqual(OFFICE);
});

test.each(['refused', 'unknown'] as const)('what was entered and ended %s is not sent again', async (outcome) => {
  const { proxy, store } = keeper();
  proxy.enter(OFFICE);
  proxy.ended((await proxy.answerFor(asking(OFFICE))) ?? ANNEX, outcome);
  expect(await proxy.answerFor(asking(OFFICE))).toBeUndefined();
  expect(store.value).toBeUndefined();
  expect(proxy.askFor(asking(OFFICE)).refused).toBe(outcome === 'refused');
  expect(proxy.askFor(asking(ANNEX)).refused).toBe(false);
  proxy.enter(OFFICE);
  expect(proxy.askFor(asking(OFFICE)).refused).toBe(false);
});

test('what a proxy no longer takes is deleted; where the keychain does not let go of it, it is not read again', async () => {
  const { proxy, store, log } = keeper(OFFICE);
  const sent = (await proxy.answerFor(asking(OFFICE))) ?? ANNEX;
  store.problem = 'locked';
  proxy.ended(sent, 'refused');
  await expect.poll(() => log.lines.join()).toContain('"name":"entryNotRemoved","slot":"proxy","why":"locked"');
  store.problem = undefined;
  await proxy.load();
  expect(await proxy.answerFor(asking(OFFICE))).toBeUndefined();
  expect(log.lines.join()).not.toContain('cobol');
  // The next start would send it once more.
  expect(store.value).toBeUndefined();
});

test('another proxy’s wrong password leaves the kept one alone', async () => {
  const { proxy, store } = keeper(OFFICE);
  await proxy.load();
  proxy.enter(ANNEX);
  proxy.ended((await proxy.answerFor(asking(ANNEX))) ?? OFFICE, 'refused');
  expect(await proxy.answerFor(asking(OFFICE))).toEqual(OFFICE);
  expect(store.value).toEqual(OFFICE);
});

test('a keychain that does not take it is told, and it stays in memory until it is forgotten', async () => {
  const { proxy, store } = keeper();
  store.problem = 'missing';
  proxy.enter(OFFICE);
  proxy.ended((await proxy.answerFor(asking(OFFICE))) ?? ANNEX, 'accepted');
  expect(await proxy.saved()).toBe('missing');
  expect(await proxy.answerFor(asking(OFFICE))).toEqual(OFFICE);
  expect(await proxy.forget()).toBeUndefined();
  expect(await proxy.answerFor(asking(OFFICE))).toBeUndefined();
});

test('what a keychain did not take it is given again when it is open', async () => {
  const { proxy, store } = keeper();
  store.problem = 'locked';
  proxy.enter(OFFICE);
  proxy.ended((await proxy.answerFor(asking(OFFICE))) ?? ANNEX, 'accepted');
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
    const sent = (await proxy.answerFor(asking(OFFICE))) ?? ANNEX;
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
  expect(await proxy.answerFor(asking(OFFICE))).toBeUndefined();
  expect(await proxy.answerFor(asking(OFFICE))).toBeUndefined();
  expect(store.reads).toBe(1);
  store.problem = undefined;
  await proxy.load();
  expect(await proxy.answerFor(asking(OFFICE))).toEqual(OFFICE);
});

const changeFor = (proxy: ProxyPasswordKeeper, way: ProxyChallenge) => proxy.askFor(asking(OFFICE, way)).changed;

test('what was accepted by Digest does not go by Basic, nor to another realm, until a person agrees', async () => {
  const { proxy, store } = keeper({ ...OFFICE, agreed: [DIGEST] });
  expect(await proxy.answerFor(asking(OFFICE))).toBeUndefined();
  expect(changeFor(proxy, BASIC)).toBe('scheme');
  const annex = { scheme: 'digest', realm: 'annex' };
  expect(await proxy.answerFor(asking(OFFICE, annex))).toBeUndefined();
  expect(changeFor(proxy, annex)).toBe('realm');
  expect(await proxy.answerFor(asking(OFFICE, { scheme: 'unheard-of', realm: 'office' }))).toBeUndefined();
  expect(await proxy.answerFor(asking(OFFICE, DIGEST))).toMatchObject(OFFICE_LOGIN);
  expect(await proxy.answerFor(asking(OFFICE, { scheme: 'negotiate', realm: 'office' }))).toMatchObject(OFFICE_LOGIN);

  proxy.enter({ ...OFFICE, agreed: [annex] });
  proxy.ended((await proxy.answerFor(asking(OFFICE, annex))) ?? ANNEX, 'accepted');
  expect(store.value?.agreed).toEqual([annex, DIGEST]);
  expect(await proxy.answerFor(asking(OFFICE))).toBeUndefined();
  proxy.enter(OFFICE);
  proxy.ended((await proxy.answerFor(asking(OFFICE))) ?? ANNEX, 'accepted');
  expect(store.value?.agreed).toEqual([BASIC, annex]);
});

test('what was entered goes nowhere where the proxy asks otherwise than the person was shown', async () => {
  const { proxy } = keeper();
  proxy.enter({ ...OFFICE, agreed: [DIGEST] });
  expect(await proxy.answerFor(asking(OFFICE))).toBeUndefined();
  expect(changeFor(proxy, BASIC)).toBe('scheme');
  expect(await proxy.answerFor(asking(OFFICE, DIGEST))).toBeUndefined();
});

test('a Digest that was refused makes a question by Basic after it no plain one', async () => {
  const { proxy } = keeper({ ...OFFICE, agreed: [DIGEST] });
  proxy.ended((await proxy.answerFor(asking(OFFICE, DIGEST))) ?? ANNEX, 'refused');
  expect(proxy.askFor(asking(OFFICE))).toMatchObject({ refused: true, changed: 'scheme' });
  await proxy.forget();
  expect(changeFor(proxy, BASIC)).toBeUndefined();
});

test('an entry of 0.1.0 takes the first way it is asked in, whatever comes of the request', async () => {
  const { proxy, store } = keeper(OFFICE_LOGIN);
  expect(await proxy.answerFor(asking(OFFICE, DIGEST))).toMatchObject(OFFICE_LOGIN);
  expect(await proxy.answerFor(asking(OFFICE))).toBeUndefined();
  expect(await proxy.saved()).toBeUndefined();
  expect(store.value).toEqual({ ...OFFICE_LOGIN, agreed: [DIGEST] });
});

test('what was agreed before anybody noted TLS is noted at the first challenge, and does not go without it later', async () => {
  const { proxy, store } = keeper({ ...OFFICE, agreed: [DIGEST, BASIC] });
  const [byTls, without] = [
    { ...BASIC, overTls: true },
    { ...BASIC, overTls: false },
  ];
  expect(await proxy.answerFor(asking(OFFICE, byTls))).toMatchObject(OFFICE_LOGIN);
  expect(await proxy.saved()).toBeUndefined();
  expect(store.value?.agreed).toEqual([DIGEST, byTls]);
  expect(await proxy.answerFor(asking(OFFICE, without))).toBeUndefined();
  expect(changeFor(proxy, without)).toBe('encryption');
  expect(await proxy.answerFor(asking(OFFICE, byTls))).toMatchObject(OFFICE_LOGIN);
});

test('no more ways are stored than a keychain has room for', async () => {
  const { proxy, store } = keeper(OFFICE);
  for (const realm of ['a', 'b', 'c', 'd', 'e']) {
    proxy.enter({ ...OFFICE, agreed: [{ scheme: 'basic', realm }] });
    proxy.ended((await proxy.answerFor(asking(OFFICE, { scheme: 'basic', realm }))) ?? ANNEX, 'accepted');
  }
  expect(store.value?.agreed?.map(({ realm }) => realm)).toEqual(['e', 'd', 'c', 'b']);
});
