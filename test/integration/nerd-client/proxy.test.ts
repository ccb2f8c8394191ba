import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ProxyAsk } from '../../../preload/contract/proxy.ts';
import { refusedUrl, startFaultServer, type FaultServer } from '../../support/fault-server.ts';
import {
  basicCredentials,
  startProxy,
  type ProxyOptions,
  type ProxyUser,
  type TestProxy,
} from '../../support/proxy.ts';
import { createAuthority } from '../../support/self-signed.ts';
import { jsonValue, rawResponse } from '../../support/raw-responses.ts';
import { trustAuthority } from '../../support/trust.ts';
import { startClientWith, type RunningClient } from './host.ts';

const TOKEN = 'refresh-token-of-a-test';
const USER: ProxyUser = { scheme: 'basic', name: 'grace', password: 'cobol & co' };
const VALID_TOKEN = { ok: true, accessToken: 'good' };
const fails = (kind: string, more: object = {}) => ({ ok: false, failure: { kind, ...more } });

const company = createAuthority('Navy Inspection CA');
let client: RunningClient;
let nerd: FaultServer;
const proxies: TestProxy[] = [];

beforeAll(async () => {
  client = await startClientWith({ before: (desktop) => trustAuthority(desktop, company) });
  nerd = await startFaultServer();
  nerd.answerWith(jsonValue({ access_token: 'good' }));
});

afterEach(async () => {
  for (const proxy of proxies.splice(0)) await proxy.stop();
});

afterAll(async () => {
  expect(await client.surprises()).toEqual([]);
  await client.stop();
  await nerd.stop();
});

const ask = () => client.refresh({ baseUrl: 'https://nerd.example.com' }, TOKEN);

/** A proxy in front of NERD, and the client's system set to it. */
async function proxied(options: Partial<ProxyOptions> = {}): Promise<TestProxy> {
  const proxy = await startProxy({ authority: company, to: nerd.url, ...options });
  proxies.push(proxy);
  await client.useProxy(proxy.url);
  return proxy;
}

const LOGIN = { host: 'localhost', name: USER.name, password: USER.password };

const enter = (proxy: TestProxy, password = USER.password) =>
  client.enterPassword({ ...LOGIN, port: proxy.port, password });

const asking = (proxy: TestProxy, refused: boolean, more: Partial<ProxyAsk> = {}) =>
  fails('proxy_auth', {
    proxy: { host: 'localhost', port: proxy.port, scheme: 'basic', realm: 'office', overTls: false, refused, ...more },
  });

describe('a proxy that asks for a name and a password', () => {
  test('is named, and lets through who has entered them', async () => {
    const proxy = await proxied({ user: USER });
    expect(await ask()).toEqual(asking(proxy, false));
    expect(proxy.credentials).toEqual([]);
    await enter(proxy);
    expect(await ask()).toEqual(VALID_TOKEN);
    expect(await ask()).toEqual(VALID_TOKEN);
    expect(new Set(proxy.credentials)).toEqual(new Set([basicCredentials(USER.name, USER.password)]));
    expect(await client.storedPassword()).toMatchObject({ port: proxy.port, name: USER.name });
    expect(proxy.forwardedRequests.map(({ headers }) => headers['proxy-authorization'])).toEqual([
      undefined,
      undefined,
    ]);
  });

  test('gets a wrong password once, and not again until another is entered', async () => {
    const proxy = await proxied({ user: USER });
    await enter(proxy, 'wrong');
    expect(await ask()).toEqual(asking(proxy, true));
    expect(await ask()).toEqual(asking(proxy, true));
    expect(await ask()).toEqual(asking(proxy, true));
    expect(proxy.credentials).toEqual([basicCredentials(USER.name, 'wrong')]);
    await enter(proxy);
    expect(await ask()).toEqual(VALID_TOKEN);
  });

  test('that takes the password no longer gets it once more, and it is deleted', async () => {
    const proxy = await proxied({ user: USER });
    await enter(proxy);
    expect(await ask()).toEqual(VALID_TOKEN);
    const before = proxy.credentials.length;
    proxy.setUser({ ...USER, password: 'changed' });
    // A tunnel that is open already would not ask.
    await client.useProxy(proxy.url);
    expect(await ask()).toEqual(asking(proxy, true));
    expect(await ask()).toEqual(asking(proxy, true));
    expect(proxy.credentials.slice(before)).toEqual([basicCredentials(USER.name, USER.password)]);
    expect(await client.storedPassword()).toBeUndefined();
  });

  test('is given nothing that was entered for another one', async () => {
    const office = await proxied({ user: USER });
    await enter(office);
    expect(await ask()).toEqual(VALID_TOKEN);
    const other = await proxied({ user: USER });
    expect(await ask()).toEqual(asking(other, false));
    expect(other.credentials).toEqual([]);
  });

  test('gets an unproven password once also if it turns away without asking again', async () => {
    const proxy = await proxied({ user: USER });
    await enter(proxy);
    proxy.refuseWith('403 Forbidden', 'withCredentials');
    expect(await ask()).toEqual(fails('proxy'));
    proxy.refuseWith(undefined);
    expect(await ask()).toEqual(asking(proxy, false));
    expect((await client.storedPassword())?.port).not.toBe(proxy.port);
    expect(proxy.credentials).toEqual([basicCredentials(USER.name, USER.password)]);
  });

  test('is answered by Digest where it offers that, and then sees no password', async () => {
    const proxy = await proxied({ user: { ...USER, scheme: 'digest' } });
    await enter(proxy);
    expect(await ask()).toEqual(VALID_TOKEN);
    expect(proxy.credentials.join()).toMatch(/^Digest /u);
  });

  test('that has taken it by Digest is not given it by Basic until a person agrees', async () => {
    const digest = { ...USER, scheme: 'digest' } as const;
    const proxy = await proxied({ user: digest });
    await enter(proxy);
    expect(await ask()).toEqual(VALID_TOKEN);
    proxy.setUser(USER);
    await client.useProxy(proxy.url);
    const before = proxy.credentials.length;
    expect(await ask()).toEqual(asking(proxy, false, { changed: 'scheme' }));
    expect(await ask()).toEqual(asking(proxy, false, { changed: 'scheme' }));
    expect(proxy.credentials.slice(before)).toEqual([]);
    // It is not lost over the question.
    proxy.setUser(digest);
    expect(await ask()).toEqual(VALID_TOKEN);

    proxy.setUser(USER);
    await client.useProxy(proxy.url);
    await client.enterPassword({ ...LOGIN, port: proxy.port, agreed: [{ scheme: 'basic', realm: 'office' }] });
    expect(await ask()).toEqual(VALID_TOKEN);
    expect(proxy.credentials.at(-1)).toBe(basicCredentials(USER.name, USER.password));
  });

  test('that turns down Digest and asks by Basic in the same request gets no password by Basic', async () => {
    const proxy = await proxied({ user: { ...USER, scheme: 'digest' } });
    await enter(proxy);
    expect(await ask()).toEqual(VALID_TOKEN);
    const before = proxy.credentials.length;
    proxy.setUser({ ...USER, scheme: 'digest', password: 'changed' });
    proxy.downgradeAfter('digest');
    await client.useProxy(proxy.url);
    expect(await ask()).toEqual(asking(proxy, true, { changed: 'scheme' }));
    expect(await ask()).toMatchObject({ ok: false });
    expect(proxy.credentials.slice(before).join()).not.toMatch(/Basic/u);
  });

  test('is answered by NTLM with the password that was typed, which it does not see; then not by Basic unasked', async () => {
    const ntlm = { ...USER, scheme: 'ntlm' } as const;
    const proxy = await proxied({ user: ntlm });
    expect(await ask()).toEqual(asking(proxy, false, { scheme: 'ntlm', realm: '' }));
    expect(proxy.credentials).toEqual([]);
    await enter(proxy);
    expect(await ask()).toEqual(VALID_TOKEN);
    // The first message asks for a challenge, the third proves the password by it.
    const types = proxy.credentials.map((given) => Buffer.from(given.slice('NTLM '.length), 'base64').readUInt32LE(8));
    expect(types).toEqual([1, 3]);

    proxy.setUser(USER);
    await client.useProxy(proxy.url);
    expect(await ask()).toEqual(asking(proxy, false, { changed: 'scheme' }));
    expect(proxy.credentials.join()).not.toMatch(/Basic/u);
  });

  test('gets a wrong password by NTLM once', async () => {
    const proxy = await proxied({ user: { ...USER, scheme: 'ntlm' } });
    await enter(proxy, 'wrong');
    expect(await ask()).toEqual(asking(proxy, true, { scheme: 'ntlm', realm: '' }));
    const sent = proxy.credentials.length;
    expect(await ask()).toEqual(asking(proxy, true, { scheme: 'ntlm', realm: '' }));
    expect(proxy.credentials).toHaveLength(sent);
  });

  test('that takes nothing but a ticket (Negotiate) is named as in the way, and gets no password', async () => {
    const proxy = await proxied({ user: { ...USER, scheme: 'negotiate' } });
    await enter(proxy);
    expect(await ask()).toEqual(fails('proxy'));
    expect(proxy.credentials).toEqual([]);
  });

  test('that goes by another realm than before gets nothing until a person agrees', async () => {
    const proxy = await proxied({ user: USER });
    await enter(proxy);
    expect(await ask()).toEqual(VALID_TOKEN);
    const before = proxy.credentials.length;
    proxy.setRealm('annex');
    await client.useProxy(proxy.url);
    expect(await ask()).toEqual(asking(proxy, false, { realm: 'annex', changed: 'realm' }));
    expect(proxy.credentials.slice(before)).toEqual([]);
  });

  test('that is no longer reached by TLS is given nothing until a person agrees', async () => {
    const proxy = await proxied({ user: USER });
    await client.useProxy(proxy.urlOverTls);
    await enter(proxy);
    expect(await ask()).toEqual(VALID_TOKEN);
    const before = proxy.credentials.length;
    await client.useProxy(proxy.url);
    expect(await ask()).toEqual(asking(proxy, false, { changed: 'encryption' }));
    expect(await ask()).toEqual(asking(proxy, false, { changed: 'encryption' }));
    expect(proxy.credentials.slice(before)).toEqual([]);
    // It is not lost over the question.
    await client.useProxy(proxy.urlOverTls);
    expect(await ask()).toEqual(VALID_TOKEN);

    await client.useProxy(proxy.url);
    const agreed = [{ scheme: 'basic', realm: 'office', overTls: false }];
    await client.enterPassword({ ...LOGIN, port: proxy.port, agreed });
    expect(await ask()).toEqual(VALID_TOKEN);
    expect((await client.storedPassword())?.agreed).toEqual(agreed);
  });

  test('that may be reached by TLS or without counts as one without', async () => {
    const proxy = await proxied({ user: USER });
    await client.useProxy(proxy.urlOverTls);
    await enter(proxy);
    expect(await ask()).toEqual(VALID_TOKEN);
    const before = proxy.credentials.length;
    await client.useProxy(`${proxy.urlOverTls},${proxy.url}`);
    expect(await ask()).toEqual(asking(proxy, false, { changed: 'encryption' }));
    expect(proxy.credentials.slice(before)).toEqual([]);
  });

  test('cannot write more than a short plain text onto the screen', async () => {
    const proxy = await proxied({ user: USER, realm: `of\u0001fice\t${'x'.repeat(500)}` });
    expect(await ask()).toEqual(asking(proxy, false, { realm: `of fice ${'x'.repeat(51)}…` }));
  });

  test('is not NERD: a server that asks the same way gets nothing', async () => {
    const proxy = await proxied({ user: USER });
    await enter(proxy);
    nerd.answerWith(rawResponse({ status: '401 Unauthorized', headers: ['WWW-Authenticate: Basic realm="office"'] }));
    expect(await ask()).toEqual({ ok: false, failure: { kind: 'refused', bare: true } });
    expect(nerd.requests.join('')).not.toMatch(/authorization/iu);
    nerd.answerWith(jsonValue({ access_token: 'good' }));
  });
});

describe('what stands in the way is called by its name', () => {
  test.each(['403 Forbidden', '502 Bad Gateway', '503 Service Unavailable'])('a proxy that says %s', async (status) => {
    const proxy = await proxied();
    proxy.refuseWith(status);
    expect(await ask()).toEqual(fails('proxy'));
    expect(proxy.requestedTunnels.at(-1)).toBe('nerd.example.com:443');
  });

  test('a dead proxy', async () => {
    await client.useProxy(await refusedUrl());
    expect(await ask()).toEqual(fails('proxy_down'));
  });

  test('a proxy that inspects under an authority that is trusted works', async () => {
    const proxy = await proxied();
    expect(await ask()).toEqual(VALID_TOKEN);
    expect(proxy.forwardedRequests).toHaveLength(1);
  });

  test('one that is not trusted stays refused, and its issuer is named', async () => {
    const proxy = await proxied({ authority: createAuthority(`Hotel\u202eCA ${'y'.repeat(80)}`) });
    expect(await ask()).toEqual(fails('tls', { issuer: `Hotel CA ${'y'.repeat(50)}…` }));
    expect(await ask()).toEqual(fails('tls', { issuer: `Hotel CA ${'y'.repeat(50)}…` }));
    expect(proxy.forwardedRequests).toEqual([]);
  });
});
