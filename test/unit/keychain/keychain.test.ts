// What a real keyring does not do: keep something else than it was told, or fail in a known order.
import { expect, test, vi } from 'vitest';
import { createKeychain } from '../../../main/keychain/keychain.ts';
import { KeychainError, type KeychainCall, type KeychainProcess } from '../../../main/keychain/keychain-process.ts';
import type { Credential, SecretStore } from '../../../main/ports/credentials.ts';

const CREDENTIAL: Credential = { id: 'one', kind: 'refreshToken', refreshToken: 'r', enteredAt: 1 };
const FAILED = { ok: false, why: 'failed' };

/** Processes that answer by `answer`; counts how many there were. */
function processes(answer: (call: KeychainCall) => Promise<string | null>) {
  const made = { started: 0, ended: 0 };
  const startProcess = (): KeychainProcess => {
    made.started += 1;
    return { call: answer, end: () => (made.ended += 1) };
  };
  return { made, secrets: createKeychain({ service: 'test', startProcess }) };
}

/** A keychain that answers `kept`, whatever is written or deleted. */
function stubborn(kept: string | null): SecretStore {
  return processes(({ call }) => Promise.resolve(call === 'read' ? kept : null)).secrets;
}

test('an entry that does not come back as it was written has not been stored', async () => {
  expect(await stubborn(null).write('refreshToken', CREDENTIAL)).toEqual(FAILED);
  expect(await stubborn('{"version":1}').write('refreshToken', CREDENTIAL)).toEqual(FAILED);
});

test('what is longer than the system lets an entry be is not written', async () => {
  const written: string[] = [];
  const startProcess = (): KeychainProcess => ({
    call: (call) => {
      if (call.call === 'write') written.push(call.text);
      return Promise.resolve(written.at(-1) ?? null);
    },
    end: () => undefined,
  });
  const secrets = createKeychain({ service: 'test', startProcess, longestEntryBytes: 2560 });
  const pair = (base64Length: number): Credential => ({
    id: '0b5e7a2c-8a43-4a3e-9a53-6d1f4f0c2b11',
    kind: 'keyPair',
    clientId: '0oa1b2c3d4e5f6g7h8i9',
    privateKey: 'A'.repeat(base64Length),
    enteredAt: 1_795_000_000_000,
  });
  // The lengths of RSA keys of 2048 and 4096 bits as PKCS#8.
  expect(await secrets.write('keyPair', pair(1624))).toEqual({ ok: true, value: undefined });
  expect(await secrets.write('keyPair', pair(3168))).toEqual({ ok: false, why: 'tooLarge' });
  expect(written).toHaveLength(1);
});

test('an entry that is still there has not been removed', async () => {
  expect(await stubborn('left').remove('refreshToken')).toEqual(FAILED);
});

test.each(['missing', 'failed'] as const)(
  'what is %s is tried once more, in a new process, and no oftener',
  async (why) => {
    const { made, secrets } = processes(() => Promise.reject(new KeychainError(why)));
    expect(await secrets.read('refreshToken')).toEqual({ ok: false, why });
    expect(made).toEqual({ started: 2, ended: 2 });
  },
);

test.each(['locked', 'refused', 'slow'] as const)(
  'what is %s is not asked again, and leaves no process',
  async (why) => {
    const { made, secrets } = processes(() => Promise.reject(new KeychainError(why)));
    expect(await secrets.write('refreshToken', CREDENTIAL)).toEqual({ ok: false, why });
    expect(made).toEqual({ started: 1, ended: 1 });
  },
);

test('a write whose end is not known is not believed until what is stored was read', async () => {
  let stored: string | null = null;
  let writes = 0;
  const { secrets } = processes((call) => {
    if (call.call === 'read') return Promise.resolve(stored);
    if (call.call !== 'write') return Promise.resolve(null);
    writes += 1;
    // The first is cut short, and the second one is lost though it is said to have worked.
    if (writes === 1) return Promise.reject(new KeychainError('failed'));
    if (writes > 2) stored = call.text;
    return Promise.resolve(null);
  });
  expect(await secrets.write('refreshToken', CREDENTIAL)).toEqual(FAILED);
  expect(await secrets.write('refreshToken', CREDENTIAL)).toEqual({ ok: true, value: undefined });
  await secrets.close(0);
});

test('closed while it reads, it begins nothing more', async () => {
  let reject: (error: Error) => void = () => undefined;
  const { made, secrets } = processes(() => new Promise((_, fail) => (reject = fail)));
  const answers = Promise.all([secrets.read('refreshToken'), secrets.read('demo')]);
  await Promise.resolve();
  await secrets.close(60_000);
  expect(made).toEqual({ started: 1, ended: 1 });
  reject(new KeychainError('failed'));
  expect(await answers).toEqual([FAILED, FAILED]);
  expect(made.started).toBe(1);
});

test('made ready, it has a process, which the next call uses and which is not kept idle', async () => {
  vi.useFakeTimers();
  try {
    const { made, secrets } = processes(() => Promise.resolve(null));
    secrets.prepare();
    expect(made).toEqual({ started: 1, ended: 0 });
    await secrets.read('refreshToken');
    await vi.advanceTimersByTimeAsync(9_999);
    expect(made).toEqual({ started: 1, ended: 0 });
    await vi.advanceTimersByTimeAsync(1);
    expect(made).toEqual({ started: 1, ended: 1 });
    await secrets.close(0);
    secrets.prepare();
    expect(made).toEqual({ started: 1, ended: 1 });
  } finally {
    vi.useRealTimers();
  }
});

test('a process is not ended as idle while a call of it hangs, though it is made ready again', async () => {
  vi.useFakeTimers();
  try {
    const { made, secrets } = processes(() => new Promise(() => undefined));
    const answer = secrets.read('refreshToken');
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await answer).toEqual({ ok: false, why: 'slow' });
    secrets.prepare();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(made).toEqual({ started: 1, ended: 0 });
  } finally {
    vi.useRealTimers();
  }
});
