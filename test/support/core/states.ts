import { DEFAULT_WORKING_HOURS } from '../../../main/core/time/calendar.ts';
import type { SnapshotContext } from '../../../main/core/views/snapshot.ts';
import {
  INITIAL_STATE,
  type AccessToken,
  type CredentialFacts,
  type Session,
  type TokenState,
} from '../../../main/core/token/state.ts';
import { MINUTE_MS } from '../../../main/core/time/time.ts';
import { timeFormat } from '../../../main/core/time/time-format.ts';
import { jwtUntil } from './tokens.ts';

/** 10:18 UTC, at which the states below are looked at. */
export const NOW = Date.UTC(2026, 10, 24, 10, 18);
/** The full hour at which the access token of most states expires. */
export const ELEVEN = Date.UTC(2026, 10, 24, 11);

/** Gives times as a person in London writes them. */
export const TIMES = timeFormat('en-GB', 'UTC');

/** What a snapshot is taken with beside the state: a computer on which all is well. */
export const CONTEXT: SnapshotContext = {
  now: NOW,
  times: TIMES,
  system: 'gnome',
  week: undefined,
  revision: 7,
  settings: {
    theme: 'system',
    trayClick: 'openWindow',
    workingHours: DEFAULT_WORKING_HOURS,
    tellCopiedEnd: false,
    trayTitle: true,
    copyFormat: 'token',
    clearCopy: '60s',
    copyShortcut: null,
  },
  loginItem: 'off',
  settingsSetAside: undefined,
  canPersistSettings: true,
  apiUrl: 'https://nerd.example.com',
  buildNote: '',
  version: '1.0.0',
  locale: 'en-GB',
  timeZone: 'UTC',
  skewMs: 0,
  trayMessage: undefined,
  requestedPage: undefined,
  onClipboard: undefined,
  desktop: { marksSecrets: false, isMac: false, noShortcuts: undefined, hasTray: true },
  shortcutProblem: undefined,
  proxyWithSavedPassword: undefined,
  pendingKeyPair: undefined,
};

/** A refresh token as the state knows it. */
export const FACTS: CredentialFacts = {
  id: 'secret-looking-id',
  kind: 'refreshToken',
  enteredAt: NOW - 3 * 86_400_000,
  lasts: 'week',
  isLocal: false,
};

/** A key pair as the state knows it. */
export const KEY_PAIR: CredentialFacts = { ...FACTS, id: 'pair', kind: 'keyPair', lasts: 'noExpiry' };

/** Gives a connected state with this session, whose credential is in the keychain. */
export function connected(session: Session, more: Partial<TokenState> = {}): TokenState {
  return { ...INITIAL_STATE, credential: FACTS, storage: { kind: 'keychain' }, session, ...more };
}

/** An access token that expires at {@link ELEVEN}. */
export const VALID_TOKEN: AccessToken = {
  value: jwtUntil(ELEVEN, { jti: 'held' }),
  expiresAt: ELEVEN,
  serverEndAt: ELEVEN,
};
/** An access token that expired a minute ago. */
export const EXPIRED_TOKEN = { value: jwtUntil(NOW - MINUTE_MS), expiresAt: NOW - MINUTE_MS };

/** A session with an access token that is to be refreshed at 10:45. */
export const ACTIVE: Session = { kind: 'active', held: VALID_TOKEN, refreshAt: ELEVEN - 15 * MINUTE_MS };
