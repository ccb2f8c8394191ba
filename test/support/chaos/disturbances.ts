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

/** Whether one can begin while another one lasts: each is about a part of its own. */
export function canOverlap(one: Disturbance, others: readonly Disturbance[]): boolean {
  const part = (name: string): string => name.split(/[ :]/u, 1)[0] ?? name;
  // While the bus or the app is stopped, nothing else can begin or end in good order.
  const alone = (name: string): boolean => name === 'bus hangs' || name === 'asleep';
  if (others.length === 0) return true;
  return !alone(one.name) && others.every(({ name }) => !alone(name) && part(name) !== part(one.name));
}
