import { MINUTE_MS } from '../../../main/core/time/time.ts';
import type { Reply } from '../../../main/demo/reply.ts';
import type { Random } from '../../soak/world/random.ts';
import { cleanTemporary } from '../clean-temporary.ts';
import { killProcesses } from '../app-processes.ts';
import type { RunningApp, AppFixture } from '../app-fixture.ts';

/** Something that goes wrong around the app, until it is put right again. */
export interface Disturbance {
  readonly name: string;
  readonly begin: () => void | Promise<void>;
  readonly end: () => void | Promise<void>;
}

/** Chromium ends the whole program on purpose when its GPU process has died six times in a short while. */
const MAX_GPU_KILLS = 4;
/** An answer of a cache that has kept its time for so long. */
const CACHED_MS = 40 * MINUTE_MS;
const NAMED = '{"error":"invalid_grant"}';
const HTML = '<!doctype html><title>Sign in to the network</title>';
const nothing = (): void => undefined;

/** Gives all that can go wrong; the app can find its session again after each. */
export function disturbances(
  fixture: AppFixture,
  app: RunningApp,
  random: Random,
): readonly [Disturbance, ...Disturbance[]] {
  const { desktop, demoServer } = fixture;
  const main = app.app.process().pid ?? 0;
  const { keyring, tray, bus, notifications } = desktop;
  let gpuKills = 0;
  const killed = (name: string, ...words: readonly string[]): Disturbance => ({
    name: `${name} killed`,
    begin: async () => {
      await killProcesses(main, ...words);
    },
    end: nothing,
  });
  const network = (name: string, fault: Parameters<typeof demoServer.setFault>[0]): Disturbance => ({
    name: `network: ${name}`,
    begin: () => {
      demoServer.setFault(fault);
    },
    end: () => {
      demoServer.setFault(undefined);
    },
  });
  const reply = (status: number, type: string, body: string) =>
    ({ kind: 'answer', reply: { status, headers: { 'content-type': type }, body } }) as const;
  return [
    killed('window', '--type=renderer'),
    {
      name: 'GPU process killed',
      begin: async () => {
        if (gpuKills < MAX_GPU_KILLS) gpuKills += await killProcesses(main, '--type=gpu-process');
      },
      end: nothing,
    },
    killed('network process', '--type=utility', 'network.mojom.NetworkService'),
    killed('keychain process', '--type=utility', 'node.mojom.NodeService'),
    network('reset', { kind: 'reset' }),
    network('hangs', { kind: 'hang' }),
    network('slow', { kind: 'delay', delayMs: random.int(200, 3000) }),
    network('away', reply(503, 'text/plain', '')),
    network('captive', reply(200, 'text/html', HTML)),
    network('captive, and does not say so', { kind: 'unmarkedPage' }),
    network('too many', reply(429, 'text/plain', '')),
    network('away, naming an error', reply(503, 'application/json', NAMED)),
    network('too many, naming an error', reply(429, 'application/json', NAMED)),
    network('block page', { kind: 'blockPage' }),
    network('no without a reason', { kind: 'bareNo' }),
    network('redirect', {
      kind: 'answer',
      reply: { status: 302, headers: { location: 'https://login.example/' }, body: '' },
    }),
    network('cached time', {
      kind: 'changed',
      change: (right) => {
        const date = new Date(fixture.clock.now() - CACHED_MS).toUTCString();
        return { ...right, headers: { ...right.headers, date } };
      },
    }),
    network(
      'life as text',
      changedBody(() => ({ expires_in: '3600' })),
    ),
    network('token again', changedBody(fromBefore())),
    { name: 'keyring locked', begin: () => keyring.lock(), end: () => keyring.unlock() },
    { name: 'keyring killed', begin: () => keyring.kill(), end: () => keyring.start() },
    { name: 'keyring hangs', begin: () => keyring.freeze(), end: () => keyring.thaw() },
    {
      name: 'temporary files cleaned',
      begin: () => cleanTemporary(desktop, app.userDataDir),
      end: nothing,
    },
    { name: 'panel gone', begin: () => tray.stop(), end: () => tray.start() },
    {
      name: 'notification server gone',
      begin: () => notifications?.disappear(),
      end: () => notifications?.reappear(),
    },
    { name: 'bus hangs', begin: () => bus.freeze(), end: () => bus.thaw() },
    {
      name: 'asleep',
      begin: () => void process.kill(main, 'SIGSTOP'),
      end: () => void process.kill(main, 'SIGCONT'),
    },
  ];
}

/** The right answer, with these members of its JSON changed. */
function changedBody(change: (body: object) => object) {
  return {
    kind: 'changed',
    change: (right: Reply): Reply => {
      if (right.status !== 200) return right;
      const body = JSON.parse(String(right.body)) as object;
      return { ...right, body: JSON.stringify({ ...body, ...change(body) }) };
    },
  } as const;
}

/** The first access token that is given so, once more each time, until it has long ended. */
function fromBefore(): (body: object) => object {
  let first: object | undefined;
  return (body) => (first ??= 'access_token' in body ? { access_token: body.access_token } : {});
}

/** Whether one can begin while another one lasts: each is about a part of its own. */
export function canOverlap(one: Disturbance, others: readonly Disturbance[]): boolean {
  const part = (name: string): string => name.split(/[ :]/u, 1)[0] ?? name;
  // While the bus or the app is stopped, nothing else can begin or end in good order.
  const alone = (name: string): boolean => name === 'bus hangs' || name === 'asleep';
  if (others.length === 0) return true;
  return !alone(one.name) && others.every(({ name }) => !alone(name) && part(name) !== part(one.name));
}
