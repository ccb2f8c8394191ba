import type { DurationMs, KeychainProblem } from '../../preload/contract/snapshot.ts';
import type { SecretSlot, SecretStore, Stored } from '../ports.ts';
import { ACCOUNTS, decodeEntry, encodeEntry } from './keychain-entry.ts';
import { keychainProblem } from './keychain-problem.ts';
import { SingleCall, SLOW, type Step } from './single-call.ts';

/** What is used of keytar. */
export type Keytar = Pick<typeof import('keytar'), 'getPassword' | 'setPassword' | 'deletePassword'>;

export interface KeychainOptions {
  /** See `serviceNameFor`. */
  readonly service: string;
  /** How long each read, write and removal may take; 5 s unless said. */
  readonly timeLimitMs?: DurationMs;
  /** Loads keytar when it is first needed: a machine without libsecret cannot. */
  readonly loadKeytar?: () => Promise<Keytar>;
}

/** The profile that people use unless they ask for another one. */
const SERVICE = 'NERD Tray';
const TIME_LIMIT_MS = 5_000;
/** Written and deleted again to find out whether an empty answer means locked. */
const LOCK_CHECK_ACCOUNT = 'lock-check';

/** The keychain's service name; a profile elsewhere has one of its own, so that two never share an entry. */
export function serviceNameFor(userDataPath: string, defaultUserDataPath: string): string {
  return userDataPath === defaultUserDataPath ? SERVICE : `${SERVICE} (${userDataPath})`;
}

/**
 * The OS keychain, by keytar. A call that hangs can't be ended, and with one under way a normal exit would wait for
 * it and then abort in keytar's native code: while {@link SecretStore.isBusy} the process has to be ended by SIGKILL.
 */
export function createKeychain({
  service,
  timeLimitMs = TIME_LIMIT_MS,
  loadKeytar = load,
}: KeychainOptions): SecretStore {
  const calls = new SingleCall(timeLimitMs);

  const use = async <T>(work: (keytar: Keytar, step: Step) => Promise<Stored<T>>): Promise<Stored<T>> => {
    try {
      const result = await calls.run(async (step) => work(await loadKeytar(), step));
      return result === SLOW ? failed('slow') : result;
    } catch (error) {
      return failed(keychainProblem(error));
    }
  };

  /** The entry's text. An empty answer is believed only from a keychain that is not locked. */
  const get = async (keytar: Keytar, step: Step, slot: SecretSlot): Promise<string | null> => {
    const text = await step(() => keytar.getPassword(service, ACCOUNTS[slot]));
    if (text === null) await step(() => requireUnlocked(keytar, service));
    return text;
  };

  return {
    isBusy: () => calls.isBusy(),
    idle: () => calls.idle(),

    read: (slot) =>
      use(async (keytar, step) => {
        const text = await get(keytar, step, slot);
        if (text === null) return { ok: true, value: undefined };
        const credential = decodeEntry(text);
        return credential === undefined ? failed('unreadable') : { ok: true, value: credential };
      }),

    write: (slot, credential) =>
      use(async (keytar, step) => {
        const text = encodeEntry(credential);
        await step(() => keytar.setPassword(service, ACCOUNTS[slot], text));
        const stored = await step(() => keytar.getPassword(service, ACCOUNTS[slot]));
        return stored === text ? { ok: true, value: undefined } : failed('failed');
      }),

    remove: (slot) =>
      use(async (keytar, step) => {
        await step(() => keytar.deletePassword(service, ACCOUNTS[slot]));
        const left = await get(keytar, step, slot);
        return left === null ? { ok: true, value: undefined } : failed('failed');
      }),
  };
}

/**
 * Rejects if the keychain is locked. On Linux keytar answers "nothing there" for an entry of a collection that stays
 * locked, and its `findCredentials` crashes the process then; only writing tells. Elsewhere reading fails by itself.
 */
async function requireUnlocked(keytar: Keytar, service: string): Promise<void> {
  if (process.platform !== 'linux') return;
  await keytar.setPassword(service, LOCK_CHECK_ACCOUNT, 'unlocked');
  await keytar.deletePassword(service, LOCK_CHECK_ACCOUNT);
}

/** A CommonJS module: its functions are on the default export, of which its types know nothing. */
async function load(): Promise<Keytar> {
  const module: { readonly default?: Keytar } & Keytar = await import('keytar');
  return module.default ?? module;
}

function failed(why: KeychainProblem): { readonly ok: false; readonly why: KeychainProblem } {
  return { ok: false, why };
}
