import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { UNINVITED_HEADERS, THIRD_PARTY } from '../../support/package/uninvited-headers.ts';
import { startFaultServer, type FaultServer } from '../../support/fault-server.ts';
import { createAuthority, type ServerIdentity } from '../../support/self-signed.ts';
import { jsonText, rawResponse } from '../../support/raw-responses.ts';
import { trustAuthority } from '../../support/trust.ts';
import { startClientWith } from './host.ts';

const NERD = 'nerd.example';
/** Without a shield the report comes within two seconds. That nothing comes cannot be waited for. */
const SILENCE_MS = 5_000;
const company = createAuthority('Navy Inspection CA');
const headers = Object.entries(UNINVITED_HEADERS).flatMap(([name, values]) =>
  [values].flat().map((value) => `${name}: ${value}`),
);

const open: { stop(): Promise<void> }[] = [];

afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.stop();
});

async function server(host: string): Promise<FaultServer> {
  const identity = { ...company.issue(host), pin: '' } satisfies ServerIdentity;
  const started = await startFaultServer({ identity });
  open.push(started);
  return started;
}

/** A good answer, then a 502, both with all the headers; gives how often the third party was spoken to within the time. */
async function connectionsElsewhere(shields: string, until: (count: () => number) => Promise<unknown>) {
  const [nerd, thirdParty] = [await server(NERD), await server(THIRD_PARTY)];
  const port = ({ url }: FaultServer) => new URL(url).port;
  const rules = `MAP ${NERD} 127.0.0.1:${port(nerd)}, MAP * 127.0.0.1:${port(thirdParty)}`;
  const client = await startClientWith(
    { env: { CLIENT_HOST_SHIELDS: shields }, before: (desktop) => trustAuthority(desktop, company) },
    `--host-resolver-rules=${rules}`,
  );
  open.push(client);
  const options = { baseUrl: `https://${NERD}` };
  nerd.answerWith(jsonText('{"access_token":"good"}', headers));
  expect(await client.refresh(options, 'secret-token')).toMatchObject({ ok: true });
  nerd.answerWith(rawResponse({ status: '502 Bad Gateway', headers }));
  expect(await client.refresh(options, 'secret-token')).toMatchObject({ ok: false });
  await until(thirdParty.connections);
  return thirdParty.connections();
}

test('without a shield an answer’s headers make Chromium speak to a third party', async () => {
  const spoken = async (count: () => number) => expect.poll(count).toBeGreaterThan(0);
  expect(await connectionsElsewhere('none', spoken)).toBeGreaterThan(0);
});

test.each(['features', 'permissions'])('with its %s shut alone, it speaks to nobody', async (shields) => {
  expect(await connectionsElsewhere(shields, () => wait(SILENCE_MS))).toBe(0);
});
