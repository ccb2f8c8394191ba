import { utilityProcess } from 'electron';
import { parseReply, type KeychainRequest } from './worker/messages.ts';
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

/** What of main's environment the keychain's process is given: where the session, its bus and its screen are. */
const HANDED_ON = [
  // Linux: the bus and the Secret Service on it; a service that the bus starts may ask on the screen.
  'DBUS_SESSION_BUS_ADDRESS',
  'XDG_RUNTIME_DIR',
  'XDG_CONFIG_HOME',
  'XDG_DATA_HOME',
  'XDG_CACHE_HOME',
  'XDG_SESSION_ID',
  'XDG_CURRENT_DESKTOP',
  'DISPLAY',
  'XAUTHORITY',
  'WAYLAND_DISPLAY',
  // Where libsecret is, on systems that keep it elsewhere, such as NixOS.
  'LD_LIBRARY_PATH',
  'HOME',
  'USER',
  'LOGNAME',
  'PATH',
  'TMPDIR',
  // macOS: how Core Foundation reads the user's texts.
  '__CF_USER_TEXT_ENCODING',
  // Windows: without these no process starts properly.
  'SystemRoot',
  'SystemDrive',
  'windir',
  'TEMP',
  'TMP',
  'USERPROFILE',
  'APPDATA',
  'LOCALAPPDATA',
] as const;

/** Nothing else is handed on, whatever the user's session holds. In English: a failure is told by its words. */
export function keychainEnvironment(env: NodeJS.ProcessEnv): Record<string, string> {
  const kept = HANDED_ON.flatMap((name) => {
    const value = env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(kept), LC_ALL: 'C.UTF-8' };
}
