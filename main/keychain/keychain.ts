import type { KeychainProblem } from '../../preload/contract/session.ts';
import type { DurationMs } from '../../preload/contract/time.ts';
import type { ProxyPasswordStore, SecretStore, Stored, PendingKeyPairStore } from '../ports/credentials.ts';
import {
  ACCOUNTS,
  decodeEntry,
  decodePendingKeyPair,
  encodeEntry,
  encodePendingKeyPair,
  PENDING_KEY_PAIR_ACCOUNT,
} from './entry-codec.ts';
import { KeychainError, type KeychainProcess } from './keychain-process.ts';
import { IdleProcess } from './idle-process.ts';
import { decodeProxyEntry, encodeProxyEntry, PROXY_ACCOUNT } from './entry-codec.ts';
import { SerialCalls, TIMED_OUT, type Guard } from './serial-calls.ts';

export interface KeychainOptions {
  /** See `serviceNameFor`. */
  readonly service: string;
  readonly startProcess: () => KeychainProcess;
  /** How long each read, write and removal may take; 5 s unless said. */
  readonly timeLimitMs?: DurationMs;
  /** How long one that takes longer is let alone; a minute unless said. */
  readonly hangLimitMs?: DurationMs;
  /** How long an idle process is kept; 10 s unless said. */
  readonly idleMs?: DurationMs;
  /** How much one entry holds; as the system has it unless said. */
  readonly longestEntryBytes?: number;
}

/** All that the app keeps in the OS keychain. */
export interface Keychain extends SecretStore {
  readonly proxy: ProxyPasswordStore;
  readonly pendingKeyPair: PendingKeyPairStore;
}

/** The profile that people use unless they ask for another one. */
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
/** Written and deleted again to find out whether an empty answer means locked. */
const LOCK_CHECK_ACCOUNT = 'lock-check';

/** The keychain's service name; a profile elsewhere has one of its own, so that two never share an entry. */
export function serviceNameFor(userDataPath: string, defaultUserDataPath: string): string {
  return userDataPath === defaultUserDataPath ? SERVICE : `${SERVICE} (${userDataPath})`;
}

/** One native call, if there is time left for it. */
interface Calls {
  read(account: string): Promise<string | null>;
  write(account: string, text: string): Promise<unknown>;
  delete(account: string): Promise<unknown>;
}

/**
 * The OS keychain, by a process of its own, which is ended after every failure: the next call finds a keyring that was
 * restarted meanwhile.
 */
export function createKeychain({
  service,
  startProcess,
  timeLimitMs = TIME_LIMIT_MS,
  hangLimitMs = HANG_LIMIT_MS,
  idleMs = IDLE_MS,
  longestEntryBytes = LONGEST_ENTRY_BYTES,
}: KeychainOptions): Keychain {
  const kept = new IdleProcess(startProcess, idleMs);
  const changes = new PendingWrites();
  const listeners = new Set<() => void>();
  const calls = new SerialCalls({
    limitMs: timeLimitMs,
    hangLimitMs,
    abort: () => {
      kept.end();
    },
    endedLate: () => {
      for (const listener of listeners) listener();
    },
  });
  let closed = false;
  const isClosed = () => closed;

  const callsIn = (process: KeychainProcess, guard: Guard): Calls => ({
    read: (account) => guard(() => process.call({ call: 'read', service, account })),
    write: (account, text) => guard(() => process.call({ call: 'write', service, account, text })),
    delete: (account) => guard(() => process.call({ call: 'delete', service, account })),
  });

  /**
   * Runs the whole work, and once more in a new process if the keychain was lost on the way: it may have been restarted
   * since it was last used. That is right for all work: to write again, and to read what is stored then, tells the end
   * of a write that was cut short.
   */
  const attempt = async <T>(work: (calls: Calls) => Promise<T>, guard: Guard, isLast = false): Promise<T> => {
    if (isClosed()) throw new KeychainError('failed');
    const process = kept.take();
    try {
      return await work(callsIn(process, guard));
    } catch (error) {
      if (error instanceof KeychainError) kept.end();
      if (isLast || !isLost(error)) throw error;
      return await guard(() => attempt(work, guard, true));
    } finally {
      kept.release();
    }
  };

  const use = async <T>(work: (calls: Calls) => Promise<Stored<T>>): Promise<Stored<T>> => {
    try {
      const result = await calls.run((guard) => attempt(work, guard));
      return result === TIMED_OUT ? failed('slow') : result;
    } catch (error) {
      return failed(error instanceof KeychainError ? error.why : 'failed');
    }
  };

  const read = <T>(account: string, decode: (text: string) => T | undefined): Promise<Stored<T | undefined>> =>
    use<T | undefined>(async (keychain) => {
      const text = await get(keychain, account);
      if (text === null) return { ok: true, value: undefined };
      const value = decode(text);
      return value === undefined ? failed('unreadable') : { ok: true, value };
    });

  const write = async (account: string, text: string): Promise<Stored<undefined>> => {
    if (Buffer.byteLength(text) > longestEntryBytes) return failed('tooLarge');
    return changes.during(
      use(async (keychain) => {
        await keychain.write(account, text);
        const stored = await keychain.read(account);
        return stored === text ? { ok: true, value: undefined } : failed('failed');
      }),
    );
  };

  const remove = (account: string): Promise<Stored<undefined>> =>
    changes.during(
      use(async (keychain) => {
        await keychain.delete(account);
        const left = await get(keychain, account);
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
      if (closed) return;
      kept.take();
      kept.release();
    },

    onAnswersAgain(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    async close(graceMs) {
      await changes.atMost(graceMs);
      closed = true;
      kept.end();
    },
  };
}

/** The entry's text. An empty answer is believed only from a keychain that is not locked. */
async function get(keychain: Calls, account: string): Promise<string | null> {
  const text = await keychain.read(account);
  if (text === null) await requireUnlocked(keychain);
  return text;
}

/**
 * Rejects if the keychain is locked. On Linux keytar answers "nothing there" for an entry of a collection that stays
 * locked, and its `findCredentials` crashes the process then; only writing tells. Elsewhere reading fails by itself.
 */
async function requireUnlocked(keychain: Calls): Promise<void> {
  if (process.platform !== 'linux') return;
  await keychain.write(LOCK_CHECK_ACCOUNT, 'unlocked');
  await keychain.delete(LOCK_CHECK_ACCOUNT);
}

/** Not known, or not there: the process or its connection may be what has failed. */
function isLost(error: unknown): boolean {
  return error instanceof KeychainError && (error.why === 'missing' || error.why === 'failed');
}

function failed(why: KeychainProblem): { readonly ok: false; readonly why: KeychainProblem } {
  return { ok: false, why };
}

/** What is being stored or deleted at the moment, and waited for before the app quits. */
class PendingWrites {
  readonly #open = new Set<Promise<unknown>>();

  /** Counts `change`, which never rejects, while it is under way. */
  async during<T>(change: Promise<T>): Promise<T> {
    this.#open.add(change);
    const result = await change;
    this.#open.delete(change);
    return result;
  }

  /** Resolves when none is under way, those begun meanwhile included, or after `limitMs`. */
  async atMost(limitMs: DurationMs): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const isOver = new Promise<'over'>((resolve) => {
      timer = setTimeout(resolve, limitMs, 'over');
    });
    while (this.#open.size > 0 && (await Promise.race([Promise.all(this.#open), isOver])) !== 'over');
    clearTimeout(timer);
  }
}
