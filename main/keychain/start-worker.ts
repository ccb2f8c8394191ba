import { utilityProcess } from 'electron';
import { parseReply, type KeychainRequest } from './worker/messages.ts';
import { KeychainError, type KeychainProcess } from './keychain-process.ts';

/** The process's name in process lists and in Electron's events. */
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
    const call = reply && waiting.get(reply.id);
    if (reply === undefined || call === undefined) return;
    waiting.delete(reply.id);
    if (reply.ok) call.resolve(reply.text);
    else call.reject(new KeychainError(reply.why));
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

/**
 * The variables of main's environment that the keychain's process is given: they tell where the session, its bus and
 * its screen are.
 */
const PASSED_ON = [
  // On Linux the Secret Service is on the bus, and a service that the bus starts may ask on the screen.
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
  // Some systems have libsecret elsewhere, such as NixOS.
  'LD_LIBRARY_PATH',
  'HOME',
  'USER',
  'LOGNAME',
  'PATH',
  'TMPDIR',
  // On macOS this tells Core Foundation how the user's texts are encoded.
  '__CF_USER_TEXT_ENCODING',
  // On Windows no process starts properly without these.
  'SystemRoot',
  'SystemDrive',
  'windir',
  'TEMP',
  'TMP',
  'USERPROFILE',
  'APPDATA',
  'LOCALAPPDATA',
] as const;

/**
 * The environment of the keychain's process, which has nothing else of the user's session. Its language is English,
 * since a failure is recognized by its words.
 */
export function keychainEnvironment(env: NodeJS.ProcessEnv): Record<string, string> {
  const passedOn = PASSED_ON.flatMap((name) => {
    const value = env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(passedOn), LC_ALL: 'C.UTF-8' };
}
