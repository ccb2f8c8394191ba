// Runs the adapter in a process of its own: a native call that hangs would abort the test's process at its end.
import { createKeychain, type Keytar } from '../../../main/adapters/keychain.ts';
import type { SecretStore } from '../../../main/ports.ts';

/** What the test calls, each as a message. */
export type HostMethods = { readonly [K in keyof SecretStore]: SecretStore[K] } & {
  /** How often keytar was called so far. */
  readonly nativeCalls: () => number;
  /** Stores what the adapter itself never would. */
  readonly writeRaw: (account: string, text: string) => Promise<void>;
};

export interface Call {
  readonly id: number;
  readonly method: keyof HostMethods;
  readonly args: readonly unknown[];
}

export interface Answer {
  readonly id: number;
  readonly value: unknown;
}

const [service = '', timeLimitMs = ''] = process.argv.slice(2);
let nativeCalls = 0;

async function loadCounted(): Promise<Keytar> {
  const { default: keytar } = (await import('keytar')) as unknown as { readonly default: Keytar };
  const counted =
    <A extends unknown[], R>(call: (...args: A) => R) =>
    (...args: A): R => {
      nativeCalls += 1;
      return call(...args);
    };
  return {
    getPassword: counted((...args) => keytar.getPassword(...args)),
    setPassword: counted((...args) => keytar.setPassword(...args)),
    deletePassword: counted((...args) => keytar.deletePassword(...args)),
  };
}

const methods: HostMethods = {
  ...createKeychain({ service, timeLimitMs: Number(timeLimitMs), loadKeytar: loadCounted }),
  nativeCalls: () => nativeCalls,
  writeRaw: async (account, text) => (await loadCounted()).setPassword(service, account, text),
};

process.on('message', ({ id, method, args }: Call) => {
  const run: (...args: never[]) => unknown = methods[method];
  void Promise.resolve(run(...(args as never[]))).then((value) => process.send?.({ id, value } satisfies Answer));
});
