import type { SecretStore } from '../ports/credentials.ts';
import type { ProxyAccount } from '../ports/nerd.ts';
import type { PendingKeyPair } from './pending-key-pair.ts';
import type { TokenService } from './token-service.ts';

export interface FollowKeychainParts {
  readonly secrets: Pick<SecretStore, 'onAnswersAgain'>;
  readonly service: Pick<TokenService, 'state' | 'session' | 'subscribe' | 'redraw'>;
  readonly proxy: Pick<ProxyAccount, 'load'>;
  readonly pendingKeyPair: Pick<PendingKeyPair, 'load' | 'endIfConnected'>;
}

/**
 * Reads the proxy's password and the pending key pair each time the keychain, or another keyring of it, has opened. A pending key pair ends when the
 * session has its private key.
 */
export function followKeychain({ service, secrets, proxy, pendingKeyPair }: FollowKeychainParts): void {
  let storage = service.state.storage.kind;
  let credentialId = service.state.credential?.id;

  const endPendingKeyPair = (): Promise<void> => pendingKeyPair.endIfConnected(service.session);
  const load = (): Promise<unknown> => Promise.all([proxy.load(), pendingKeyPair.load().then(endPendingKeyPair)]);
  const redraw = (): void => {
    service.redraw();
  };

  secrets.onAnswersAgain(() => {
    if (storage === 'keychain') void load().then(redraw);
  });
  service.subscribe(() => {
    const before = { storage, credentialId };
    storage = service.state.storage.kind;
    credentialId = service.state.credential?.id;
    if (storage !== 'keychain') return;
    if (before.storage !== storage) void load().then(redraw);
    else if (before.credentialId !== credentialId) void endPendingKeyPair().then(redraw);
  });
}
