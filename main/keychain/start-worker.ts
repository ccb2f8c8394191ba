import { utilityProcess } from 'electron';
import { parseReply, type KeychainRequest } from './worker/messages.ts';
import { keychainEnvironment } from './keychain-environment.ts';
import { KeychainError, type KeychainProcess } from './keychain-process.ts';

/** As process lists and Electron's events name it. */
export const KEYCHAIN_PROCESS = 'NERD Tray keychain';

/**
 * Starts the keychain's process from the compiled `file`. Secrets travel by the message port between the two alone. On
 * macOS it runs the app's Helper, and the keychain's question may name that.
 */
export function startKeychainProcess(file: string): KeychainProcess {
  const child = utilityProcess.fork(file, [], {
    env: keychainEnvironment(process.env),
    // Electron hands on what Node was started with, such as a debugger.
    execArgv: [],
    stdio: 'ignore',
    serviceName: KEYCHAIN_PROCESS,
  });
  const waiting = new Map<number, { resolve: (text: string | null) => void; reject: (error: Error) => void }>();
  let calls = 0;
  let ended = false;
  const end = (): void => {
    ended = true;
    for (const { reject } of waiting.values()) reject(new KeychainError('failed'));
    waiting.clear();
  };
  child.on('exit', end);
  child.on('message', (message) => {
    const reply = parseReply(message);
    const asked = reply && waiting.get(reply.id);
    if (reply === undefined || asked === undefined) return;
    waiting.delete(reply.id);
    if (reply.ok) asked.resolve(reply.text);
    else asked.reject(new KeychainError(reply.why));
  });
  return {
    call: (call) =>
      new Promise((resolve, reject) => {
        if (ended) {
          reject(new KeychainError('failed'));
          return;
        }
        calls += 1;
        waiting.set(calls, { resolve, reject });
        child.postMessage({ ...call, id: calls } satisfies KeychainRequest);
      }),
    end() {
      end();
      child.kill();
    },
  };
}
