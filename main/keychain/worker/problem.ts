import type { KeychainProblem } from '../../../preload/contract/session.ts';

/**
 * The problem that a keychain's error text tells of. keytar passes on nothing else, so a text in another language is
 * just 'failed'. On Linux these are texts of the bus, GLib, libsecret and gnome-keyring 42, which were all seen, but
 * for those of dbus-broker and AppArmor.
 * macOS: SecCopyErrorMessageString, https://developer.apple.com/documentation/security/security-framework-result-codes
 * Windows: https://learn.microsoft.com/windows/win32/debug/system-error-codes
 */
const PROBLEMS: readonly (readonly [RegExp, KeychainProblem])[] = [
  // Linux. Without a prompter, or with its prompt dismissed, gnome-keyring says that the collection is locked.
  [/locked collection|\bis locked|prompt was dismissed/i, 'locked'],
  // A unique name (":1.7") is a service that has ended; its successor does not know the connection it was asked
  // through.
  [/not provided by any \.service files|not activatable|session wrapping the secret does not exist/i, 'missing'],
  [/recipient disconnected from message bus|the connection is closed/i, 'missing'],
  [/cannot autolaunch D-Bus|could not connect|address is empty|unsupported transport/i, 'missing'],
  // A service that has no keyring yet, and nobody to make one.
  [/object does not exist at path/i, 'missing'],
  [/timeout was reached|did not receive a reply/i, 'slow'],
  [/AppArmor|SELinux|rejected send message/i, 'refused'],
  // keytar without libsecret, or on a machine it is not built for.
  [/failed to load keytar/i, 'missing'],
  // macOS: errSecNotAvailable, errSecNoSuchKeychain, errSecNoDefaultKeychain.
  [/no keychain is available|keychain could not be found/i, 'missing'],
  // errSecInteractionNotAllowed, errSecInteractionRequired, errSecUserCanceled: locked, and not unlocked when asked.
  [/user interaction is (not allowed|required)|user cancell?ed/i, 'locked'],
  // errSecAuthFailed, errSecMissingEntitlement.
  [/passphrase you entered is not correct|authorization.*(denied|failed)|required entitlement/i, 'refused'],
  // Windows: ERROR_ACCESS_DENIED.
  [/access is denied/i, 'refused'],
  // ERROR_NO_SUCH_LOGON_SESSION, RPC_S_SERVER_UNAVAILABLE, ERROR_SERVICE_DISABLED: Credential Manager is not there.
  [/logon session does not exist|RPC server is unavailable|service cannot be started/i, 'missing'],
];

/** Gives the reason why the keychain could not be used, from the error that keytar threw. */
export function keychainProblem(error: unknown): KeychainProblem {
  const text = error instanceof Error ? error.message : '';
  return PROBLEMS.find(([pattern]) => pattern.test(text))?.[1] ?? 'failed';
}
