import type { DurationMs } from '../../preload/contract/time.ts';
import type { ProxyPasswordStore, SecretStore, Stored, PendingKeyPairStore } from '../ports/credentials.ts';
import type { Keyrings } from '../ports/keyrings.ts';
import {
  ACCOUNTS,
  decodeEntry,
  decodePendingKeyPair,
  decodeProxyEntry,
  encodeEntry,
  encodePendingKeyPair,
  encodeProxyEntry,
  PENDING_KEY_PAIR_ACCOUNT,
  PROXY_ACCOUNT,
} from './entry-codec.ts';
import { EntryCopies } from './entry-copies.ts';
import type { KeychainProcess } from './keychain-process.ts';
import { failed, NativeCallRunner, type NativeCalls } from './native-calls.ts';

export interface KeychainOptions {
  /** The keychain's service name; {@link serviceNameFor} gives it. */
  readonly service: string;
  readonly startProcess: () => KeychainProcess;
  /** The desktop's keyrings, where it can have several; without them nothing is known of any but the default one. */
  readonly keyrings?: Keyrings | undefined;
  /** How long each read, write and removal may take; 5 s unless given. */
  readonly timeLimitMs?: DurationMs;
  /** How long one that takes longer is let alone; a minute unless given. */
  readonly hangLimitMs?: DurationMs;
  /** How long the process goes on without work; 10 s unless given. */
  readonly idleMs?: DurationMs;
  /** How many bytes one entry can have; the system's own limit unless given. */
  readonly longestEntryBytes?: number;
}

/** All that the app stores in the OS keychain. No method rejects: a failure is a value. */
export interface Keychain extends SecretStore {
  readonly proxy: ProxyPasswordStore;
  readonly pendingKeyPair: PendingKeyPairStore;
}

/** The service name for the profile that people use unless they ask for another one. */
const SERVICE = 'NERD Tray';
const TIME_LIMIT_MS = 5_000;
/** To end the process takes its question from the screen, and libsecret gives up a silent service after 25 s. */
const HANG_LIMIT_MS = 60_000;
const IDLE_MS = 10_000;
/**
 * CRED_MAX_CREDENTIAL_BLOB_SIZE.
 * https://learn.microsoft.com/en-us/windows/win32/api/wincred/ns-wincred-credentialw
 */
const LONGEST_ENTRY_BYTES = process.platform === 'win32' ? 2560 : Infinity;
/** This account is written and deleted again to find out whether an empty answer means that the keychain is locked. */
const LOCK_CHECK_ACCOUNT = 'lock-check';

/** The keychain's service name; a profile elsewhere has one of its own, so that two never share an entry. */
export function serviceNameFor(userDataPath: string, defaultUserDataPath: string): string {
  return userDataPath === defaultUserDataPath ? SERVICE : `${SERVICE} (${userDataPath})`;
}

/**
 * Gives the OS keychain, which a process of its own reads and writes. A write is read back, and a removal is checked.
 */
export function createKeychain({
  service,
  startProcess,
  keyrings,
  timeLimitMs = TIME_LIMIT_MS,
  hangLimitMs = HANG_LIMIT_MS,
  idleMs = IDLE_MS,
  longestEntryBytes = LONGEST_ENTRY_BYTES,
}: KeychainOptions): Keychain {
  const runner = new NativeCallRunner({ service, startProcess, timeLimitMs, hangLimitMs, idleMs });
  const pendingWrites = new PendingWrites();
  const copies = new EntryCopies(service, keyrings);

  const run = async <T>(work: (calls: NativeCalls) => Promise<Stored<T>>): Promise<Stored<T>> => {
    const stored = await runner.run((calls) =>
      work(calls).catch((error: unknown) => copies.noteLocked(error, calls.step)),
    );
    copies.noteOutcome(stored.ok ? undefined : stored.why);
    return stored;
  };

  /** Gives an entry's text, null if there is none: an empty answer is believed only where nothing is locked. */
  const readEntry = async (calls: NativeCalls, account: string): Promise<string | null> => {
    const text = await calls.read(account);
    if (text !== null) return (await copies.dropOlder(account, calls.step)) ? calls.read(account) : text;
    await copies.requireOpen(account, calls.step);
    await requireUnlocked(calls);
    return null;
  };

  const read = <T>(account: string, decode: (text: string) => T | undefined): Promise<Stored<T | undefined>> =>
    run<T | undefined>(async (calls) => {
      const text = await readEntry(calls, account);
      if (text === null) return { ok: true, value: undefined };
      const value = decode(text);
      return value === undefined ? failed('unreadable') : { ok: true, value };
    });

  const write = async (account: string, text: string): Promise<Stored<undefined>> => {
    if (Buffer.byteLength(text) > longestEntryBytes) return failed('tooLarge');
    return pendingWrites.during(
      run(async (calls) => {
        await calls.write(account, text);
        await copies.dropOutsideDefault(account, calls.step);
        const stored = await calls.read(account);
        return stored === text ? { ok: true, value: undefined } : failed('failed');
      }),
    );
  };

  const remove = (account: string): Promise<Stored<undefined>> =>
    pendingWrites.during(
      run(async (calls) => {
        // Nothing is deleted if a copy would be left, which the app would connect with one day.
        await copies.requireOpen(account, calls.step);
        await calls.delete(account);
        const left = await readEntry(calls, account);
        return left === null ? { ok: true, value: undefined } : failed('failed');
      }),
    );

  return {
    read: (slot) => read(ACCOUNTS[slot], decodeEntry),
    write: (slot, credential) => write(ACCOUNTS[slot], encodeEntry(credential)),
    remove: (slot) => remove(ACCOUNTS[slot]),
    proxy: {
      read: () => read(PROXY_ACCOUNT, decodeProxyEntry),
      write: (password) => write(PROXY_ACCOUNT, encodeProxyEntry(password)),
      remove: () => remove(PROXY_ACCOUNT),
    },
    pendingKeyPair: {
      read: () => read(PENDING_KEY_PAIR_ACCOUNT, decodePendingKeyPair),
      write: (pair) => write(PENDING_KEY_PAIR_ACCOUNT, encodePendingKeyPair(pair)),
      remove: () => remove(PENDING_KEY_PAIR_ACCOUNT),
    },

    prepare() {
      runner.prepare();
    },
    onAnswersAgain(listener) {
      const stops = [runner.onEndedLate(listener), copies.onOpened(listener)];
      return () => {
        for (const stop of stops) stop();
      };
    },
    lockedKeyrings: () => copies.lockedKeyrings,
    async close(graceMs) {
      await pendingWrites.atMost(graceMs);
      runner.close();
    },
  };
}

/**
 * Rejects if the keychain is locked. On Linux keytar answers "nothing there" for an entry of a collection that stays
 * locked, and its `findCredentials` crashes the process then; only writing tells. Elsewhere reading fails by itself.
 */
async function requireUnlocked(calls: NativeCalls): Promise<void> {
  if (process.platform !== 'linux') return;
  await calls.write(LOCK_CHECK_ACCOUNT, 'unlocked');
  await calls.delete(LOCK_CHECK_ACCOUNT);
}

/** Follows the writes and removals that are under way, so that the app can wait for them before it quits. */
export class PendingWrites {
  readonly #underWay = new Set<Promise<unknown>>();

  /** Counts `change`, which never rejects, while it is under way, and gives its result. */
  async during<T>(change: Promise<T>): Promise<T> {
    this.#underWay.add(change);
    const result = await change;
    this.#underWay.delete(change);
    return result;
  }

  /** Resolves when none is under way, those begun meanwhile included, or after `limitMs`. */
  async atMost(limitMs: DurationMs): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const isOver = new Promise<'over'>((resolve) => {
      timer = setTimeout(resolve, limitMs, 'over');
    });
    while (this.#underWay.size > 0 && (await Promise.race([Promise.all(this.#underWay), isOver])) !== 'over');
    clearTimeout(timer);
  }
}
