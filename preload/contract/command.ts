import type { CopyFormat } from './copy-format.ts';
import type { Findings, FindingsFormat, FindRequest, TokenClaim } from './annotation.ts';
import type { HistoryEntry } from './history.ts';
import type {
  AskedPage,
  ConnectFailureReason,
  CredentialKind,
  DurationMs,
  EpochMs,
  Message,
  Settings,
} from './snapshot.ts';
import type { PauseUntil, SnoozeUntil } from './until.ts';

/** The fixed list of pages the app opens in the user's browser. */
export type LinkName = 'nerd' | 'status' | 'support' | 'keyEmail';

/** Everything a person can ask for, from tray, window or notification. */
export type Command =
  /** Tries the refresh token in `text`, typed or pasted into the field. */
  | { readonly kind: 'connect'; readonly text: string }
  /** The same with what the clipboard holds; main reads it, on this command only. */
  | { readonly kind: 'connectFromClipboard' }
  | { readonly kind: 'connectDemo' }
  /** Takes a private key that was pasted or dropped. Main alone holds it from then on, until it is connected or dropped. */
  | { readonly kind: 'takeKey'; readonly text: string }
  /** The same from a file that the user chooses in a dialog of main's. */
  | { readonly kind: 'chooseKeyFile' }
  /** Lets go of the private key that was taken. */
  | { readonly kind: 'dropKey' }
  /** Tries the private key that was taken, or the pair that was made here, with its Client ID and, if it has one, key ID. */
  | {
      readonly kind: 'connectKeyPair';
      readonly clientId: string;
      readonly key: 'taken' | 'made';
      readonly kid?: string;
    }
  /** Makes a pair, stores its private key, and saves the public one where the user chooses. */
  | { readonly kind: 'makeKeyPair' }
  /** Saves the public key of the pair that waits once more. */
  | { readonly kind: 'savePublicKey' }
  /** Copies what to write to Kensho with the public key. */
  | { readonly kind: 'copyKeyEmail' }
  /** Deletes the pair that waits for its Client ID. */
  | { readonly kind: 'discardKeyPair' }
  /** Goes on with another credential that is kept; the one in use stays kept. */
  | { readonly kind: 'useCredential'; readonly credential: CredentialKind }
  /** Keeps the refresh token that could not be tried, and tries it later. */
  | { readonly kind: 'keepUntried' }
  /** Keeps the accepted refresh token in memory until the app quits. */
  | { readonly kind: 'keepInMemory' }
  /** Gives up the refresh token that is not the session's yet. */
  | { readonly kind: 'discardCandidate' }
  /** Reads the keychain again, or stores into it again. */
  | { readonly kind: 'retryKeychain' }
  /** Without a format, as the settings say. */
  | { readonly kind: 'copyAccessToken'; readonly format?: CopyFormat }
  /** Takes the copied access token from the clipboard, if it is still there. */
  | { readonly kind: 'clearClipboard' }
  | { readonly kind: 'refreshNow' }
  /** Keeping fresh rests: no requests but those that a copy needs. */
  | { readonly kind: 'pause'; readonly until: PauseUntil }
  | { readonly kind: 'resume' }
  | { readonly kind: 'snooze'; readonly until: SnoozeUntil }
  /** The name and password for the proxy that asks. With `connect` and `takeKey` the only command that carries a secret. */
  | { readonly kind: 'answerProxy'; readonly name: string; readonly password: string }
  /** Deletes the proxy's name and password from memory and keychain. */
  | { readonly kind: 'forgetProxy' }
  /** Deletes one credential, the one in use unless said, from the keychain, and reads back that it is gone. */
  | { readonly kind: 'forget'; readonly credential?: CredentialKind }
  | { readonly kind: 'openLink'; readonly link: LinkName }
  | { readonly kind: 'openWindow'; readonly page?: AskedPage }
  | { readonly kind: 'changeSettings'; readonly settings: Partial<Settings> }
  | { readonly kind: 'readHistory' }
  /** Puts the diagnostics together, for the user to read. */
  | { readonly kind: 'readDiagnostics' }
  /** Copies the diagnostics that were read last. */
  | { readonly kind: 'copyDiagnostics' }
  /** Finds the entities of a text; another one that is under way is cancelled. */
  | { readonly kind: 'findEntities'; readonly request: FindRequest }
  | { readonly kind: 'cancelFinding' }
  /** Copies what was found last, or the call that finds it. */
  | { readonly kind: 'copyFindings'; readonly as: FindingsFormat }
  /** Asks NERD whose the access token is. */
  | { readonly kind: 'testToken' }
  /** What the access token says of itself. */
  | { readonly kind: 'showClaims' }
  /** The user has read that there is no tray. */
  | { readonly kind: 'readNoTray' }
  | { readonly kind: 'quit' };

export type CommandKind = Command['kind'];

/** Why a text was not taken as a refresh token before NERD was asked. */
export type PasteProblem = 'empty' | 'tooLong' | 'controlCharacters' | 'accessToken';

export type ConnectResult =
  | { readonly ok: true }
  /** `field`: the text itself is wrong; the others say what came of trying it, or that it could not be tried at all. */
  | {
      readonly ok: false;
      readonly reason: ConnectFailureReason;
      readonly message: Message;
    };

/** What may be told of a private key that was taken. */
export interface KeyDescription {
  readonly bits: number;
  /** The name of its file, without the folder; undefined if it was pasted. */
  readonly fileName: string | undefined;
}

/** Without a description: no file was chosen, and all is as it was. */
export type KeyResult =
  | { readonly ok: true; readonly key?: KeyDescription }
  | { readonly ok: false; readonly reason: 'field' | 'unexpected'; readonly message: Message };

/** `refused`: the proxy did not accept them. Whatever else there is to say comes without a reason. */
export type ProxyResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: 'refused' | 'unexpected'; readonly message: Message }
  | { readonly ok: false; readonly message: Message };

export type CopyResult =
  | {
      readonly ok: true;
      /** The end of the copied token. */
      readonly expiresAt: EpochMs;
      readonly lastsMs: DurationMs;
      /** True if a refresh had to be waited for. */
      readonly waited: boolean;
      readonly message: Message;
    }
  | { readonly ok: false; readonly message: Message };

/** A command that either worked or says in words why not. */
export type PlainResult = { readonly ok: true } | { readonly ok: false; readonly message: Message };

export type HistoryResult =
  { readonly ok: true; readonly entries: readonly HistoryEntry[] } | { readonly ok: false; readonly message: Message };

export type DiagnosticsResult =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly message: Message };

/** `findings` undefined: it was cancelled. */
export type FindResult =
  { readonly ok: true; readonly findings: Findings | undefined } | { readonly ok: false; readonly message: Message };

export type TokenTestResult =
  | {
      readonly ok: true;
      /** As NERD tells them; undefined if it does not. */
      readonly email: string | undefined;
      readonly scopes: readonly string[];
      /** Of the call to NERD alone. */
      readonly tookMs: DurationMs;
    }
  | { readonly ok: false; readonly message: Message };

export type ClaimsResult =
  { readonly ok: true; readonly claims: readonly TokenClaim[] } | { readonly ok: false; readonly message: Message };

/** The result each command gives back. */
export interface CommandResults {
  connect: ConnectResult;
  connectFromClipboard: ConnectResult;
  connectDemo: ConnectResult;
  takeKey: KeyResult;
  chooseKeyFile: KeyResult;
  dropKey: PlainResult;
  connectKeyPair: ConnectResult;
  makeKeyPair: PlainResult;
  savePublicKey: PlainResult;
  copyKeyEmail: PlainResult;
  discardKeyPair: PlainResult;
  useCredential: PlainResult;
  keepUntried: PlainResult;
  keepInMemory: PlainResult;
  discardCandidate: PlainResult;
  retryKeychain: PlainResult;
  copyAccessToken: CopyResult;
  clearClipboard: PlainResult;
  refreshNow: PlainResult;
  pause: PlainResult;
  resume: PlainResult;
  snooze: PlainResult;
  answerProxy: ProxyResult;
  forgetProxy: PlainResult;
  forget: PlainResult;
  openLink: PlainResult;
  openWindow: PlainResult;
  changeSettings: PlainResult;
  readHistory: HistoryResult;
  readDiagnostics: DiagnosticsResult;
  copyDiagnostics: PlainResult;
  findEntities: FindResult;
  cancelFinding: PlainResult;
  copyFindings: PlainResult;
  testToken: TokenTestResult;
  showClaims: ClaimsResult;
  readNoTray: PlainResult;
  quit: PlainResult;
}
