import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBus } from './bus.ts';
import { BusClient } from './bus-client.ts';

const NAME = 'org.freedesktop.login1';
const PATH = '/org/freedesktop/login1';
const MANAGER = 'org.freedesktop.login1.Manager';

/** Stands in for logind on a system bus of its own: a test cannot put the real machine to sleep. */
export interface Login1 {
  /** The bus's address, for the app's DBUS_SYSTEM_BUS_ADDRESS. */
  readonly address: string;
  /** Resolves when an app has asked to be told of sleep. */
  readonly delayRequested: Promise<void>;
  sleep(): void;
  /** Tells that the machine is about to be shut down. */
  shutDown(): void;
  wake(): void;
  stop(): Promise<void>;
}

/** Starts a system bus of its own with a stand-in for logind, which tells of sleep and wake when a test says so. */
export async function startLogin1(env: NodeJS.ProcessEnv): Promise<Login1> {
  const folder = await mkdtemp(join(tmpdir(), 'nerd-system-bus-'));
  const bus = await startBus(folder, env);
  const client = await BusClient.connect(bus.address);
  const delayRequested = new Promise<void>((resolve) => {
    // Electron asks for a delay before sleep, which logind may refuse as well as give.
    client.serve(MANAGER, 'Inhibit', {
      out: '',
      answer: () => {
        resolve();
        throw new Error('No delay is given');
      },
    });
  });
  await client.requestName(NAME);
  const prepareForSleep = (begins: boolean) => client.emit(PATH, MANAGER, 'PrepareForSleep', 'b', begins);
  return {
    address: bus.address,
    delayRequested,
    sleep: () => prepareForSleep(true),
    wake: () => prepareForSleep(false),
    shutDown: () => client.emit(PATH, MANAGER, 'PrepareForShutdown', 'b', true),
    async stop() {
      client.close();
      await bus.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
