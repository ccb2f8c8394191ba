import type { AuthInfo } from 'electron';
import { expect, test } from 'vitest';
import { ProxyAuth } from '../../../main/nerd/proxy-auth.ts';
import type { ProxyPassword } from '../../../main/ports/credentials.ts';
import type { ProxyLogin, ProxyOutcome } from '../../../main/ports/nerd.ts';

const PASSWORD: ProxyPassword = { host: 'proxy.example.com', port: 8080, name: 'grace', password: 'cobol' };
const OFFICE: AuthInfo = { isProxy: true, scheme: 'basic', host: PASSWORD.host, port: PASSWORD.port, realm: 'office' };

/** A gate whose login knows the password for whoever asks. */
function gateAndOutcomes(proxies = 'PROXY proxy.example.com:8080') {
  const outcomes: ProxyOutcome[] = [];
  const login: ProxyLogin = {
    answerFor: () => Promise.resolve(PASSWORD),
    ended: (_sent, outcome) => outcomes.push(outcome),
    askFor: (asking) => ({ ...asking, refused: outcomes.includes('refused') }),
  };
  const gate = new ProxyAuth(login, () => Promise.resolve(proxies));
  const given = (asker: AuthInfo) =>
    new Promise<readonly (string | undefined)[]>((resolve) => gate.onLogin(asker, (...answer) => resolve(answer)));
  return { gate, given, outcomes };
}

test('a server that asks like a proxy is given nothing, though its name is the proxy’s', async () => {
  const { gate, given, outcomes } = gateAndOutcomes();
  expect(await given({ ...OFFICE, isProxy: false })).toEqual([]);
  expect(gate.end('refused')).toBeUndefined();
  expect(outcomes).toEqual([]);
});

test('a proxy that asks again has refused', async () => {
  const { gate, given, outcomes } = gateAndOutcomes();
  expect(await given(OFFICE)).toEqual([PASSWORD.name, PASSWORD.password]);
  expect(await given(OFFICE)).toEqual([]);
  expect(gate.end('proxy')).toMatchObject({ realm: 'office', refused: true });
  expect(outcomes).toEqual(['refused']);
});

test('a second proxy is given nothing, and proves nothing of the first', async () => {
  const { gate, given, outcomes } = gateAndOutcomes();
  await given(OFFICE);
  expect(await given({ ...OFFICE, port: 8081 })).toEqual([]);
  expect(gate.end('proxy')).toMatchObject({ port: 8081, refused: false });
  expect(outcomes).toEqual(['unknown']);
});

test.each([
  [undefined, 'accepted'],
  ['refused', 'accepted'],
  ['tls', 'accepted'],
  ['server_error', 'accepted'],
  ['proxy', 'unknown'],
  ['proxy_down', 'unknown'],
  ['network', 'unknown'],
  ['timeout', 'unknown'],
] as const)('a request that ends with %s tells that the password is %s', async (failure, outcome) => {
  const { gate, given, outcomes } = gateAndOutcomes();
  await given(OFFICE);
  expect(gate.end(failure)).toBeUndefined();
  expect(outcomes).toEqual([outcome]);
});

test.each([
  ['HTTPS proxy.example.com:8080', true],
  ['PROXY proxy.example.com:8080', false],
  ['DIRECT', undefined],
])('with the proxies %j it says whether the asking one is reached by TLS', async (proxies, overTls) => {
  const { gate, given } = gateAndOutcomes(proxies);
  await given(OFFICE);
  await given(OFFICE);
  expect(gate.end('proxy')?.overTls).toBe(overTls);
});
