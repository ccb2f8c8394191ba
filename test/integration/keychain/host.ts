// A main process that holds the keychain adapter and nothing else, called through Playwright.
import { app } from 'electron';
import { join } from 'node:path';
import { createKeychain, type KeychainOptions } from '../../../main/keychain/keychain.ts';
import type { KeychainProcess } from '../../../main/keychain/keychain-process.ts';
import { startKeychainProcess } from '../../../main/keychain/start-worker.ts';
import { createKeyrings } from '../../../main/desktop/keyrings.ts';
import { createSessionBus } from '../../../main/desktop/session-bus.ts';
import type { SecretStore } from '../../../main/ports/credentials.ts';

export interface KeychainHost {
  readonly secrets: SecretStore;
  /** Changes single limits of the adapter; a new one, with no process yet, takes the place of the one before. */
  use(options: Partial<KeychainOptions>): void;
  /** How many native calls were asked for so far, of all processes. */
  calls: number;
  /** How often the adapter told that a slow keychain answers again. */
  answeredAgain: number;
  /** Stores what the adapter itself never would. */
  writeRaw(account: string, text: string): Promise<unknown>;
}

declare global {
  var keychainHost: KeychainHost;
}

const SERVICE = 'NERD Tray test';
const file = join(import.meta.dirname, '..', 'main', 'keychain-process.js');

function startCounted(): KeychainProcess {
  const started = startKeychainProcess(file);
  return {
    ...started,
    call: (call) => {
      host.calls += 1;
      return started.call(call);
    },
  };
}

function create(options: Partial<KeychainOptions>): SecretStore {
  const keyrings = createKeyrings(createSessionBus());
  const secrets = createKeychain({ service: SERVICE, startProcess: startCounted, keyrings, ...options });
  secrets.onAnswersAgain(() => (host.answeredAgain += 1));
  return secrets;
}

let secrets = create({});
const host: KeychainHost = {
  get secrets() {
    return secrets;
  },
  use: (options) => (secrets = create(options)),
  calls: 0,
  answeredAgain: 0,
  async writeRaw(account, text) {
    const raw = startKeychainProcess(file);
    await raw.call({ call: 'write', service: SERVICE, account, text });
    raw.end();
  },
};

app.on('will-quit', () => void host.secrets.close(0));
void app.whenReady().then(() => (globalThis.keychainHost = host));
