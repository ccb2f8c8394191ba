import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'vitest';
import type { ReleaseFixture, StartOptions } from './release-fixture.ts';
import { REPLAYED_HEADERS, UNINVITED_HEADERS } from './uninvited-headers.ts';

/** A click or a command makes a request to NERD at most once in five seconds. */
const REFRESH_LIMIT_MS = 15_000;

/**
 * Has NERD answer with every header that makes a browser act by itself, for a success, a failure and a rejection.
 * Within the wait that follows, nothing may go to anybody else or come back to NERD.
 */
export async function tryUninvitedHeaders(
  scene: ReleaseFixture,
  waitMs: number,
  options: StartOptions = {},
): Promise<void> {
  const { nerd, proxy, demoServer, start, connected, type } = scene;
  nerd.addHeaders(UNINVITED_HEADERS);
  start(options);
  await connected();
  for (const status of [502, 200, 401]) {
    const before = demoServer.requests.length;
    demoServer.setFault(
      status === 200 ? undefined : { kind: 'answer', reply: { status, headers: {}, body: 'no answer of NERD’s' } },
    );
    const asked = async () => {
      await type('--refresh');
      return demoServer.requests.length;
    };
    await expect.poll(asked, { timeout: REFRESH_LIMIT_MS, interval: 500 }).toBeGreaterThan(before);
  }
  await wait(waitMs);
  expect(proxy.otherHosts).toEqual([]);
  expect(nerd.requests.length).toBeGreaterThanOrEqual(4);
  for (const { headers } of nerd.requests)
    expect(Object.keys(headers).filter((name) => REPLAYED_HEADERS.includes(name))).toEqual([]);
}
