import type {
  ClaimsResult,
  ConnectResult,
  CopyResult,
  DiagnosticsResult,
  FindResult,
  HistoryResult,
  KeyResult,
  LinkName,
  PlainResult,
  ProxyResult,
  TokenTestResult,
} from './command.ts';
import type { FindingsFormat, FindRequest } from './annotation.ts';
import type { PauseUntil, SnoozeUntil } from './until.ts';
import type { AppSnapshot, CredentialKind, Settings } from './snapshot.ts';

/** What the window finds at `window.nerd`: verbs, not channels. */
export interface NerdBridge {
  snapshot(): Promise<AppSnapshot>;
  /** Calls back with each new snapshot; gives back how to stop. */
  onSnapshot(listener: (snapshot: AppSnapshot) => void): () => void;
  connect(text: string): Promise<ConnectResult>;
  connectFromClipboard(): Promise<ConnectResult>;
  connectDemo(): Promise<ConnectResult>;
  takeKey(text: string): Promise<KeyResult>;
  chooseKeyFile(): Promise<KeyResult>;
  dropKey(): Promise<PlainResult>;
  connectKeyPair(clientId: string, key: 'taken' | 'made', kid?: string): Promise<ConnectResult>;
  makeKeyPair(): Promise<PlainResult>;
  savePublicKey(): Promise<PlainResult>;
  copyKeyEmail(): Promise<PlainResult>;
  discardKeyPair(): Promise<PlainResult>;
  useCredential(credential: CredentialKind): Promise<PlainResult>;
  keepUntried(): Promise<PlainResult>;
  keepInMemory(): Promise<PlainResult>;
  discardCandidate(): Promise<PlainResult>;
  retryKeychain(): Promise<PlainResult>;
  copyAccessToken(): Promise<CopyResult>;
  clearClipboard(): Promise<PlainResult>;
  refreshNow(): Promise<PlainResult>;
  pause(until: PauseUntil): Promise<PlainResult>;
  resume(): Promise<PlainResult>;
  snooze(until: SnoozeUntil): Promise<PlainResult>;
  answerProxy(name: string, password: string): Promise<ProxyResult>;
  forgetProxy(): Promise<PlainResult>;
  forget(credential?: CredentialKind): Promise<PlainResult>;
  openLink(link: LinkName): Promise<PlainResult>;
  changeSettings(settings: Partial<Settings>): Promise<PlainResult>;
  readHistory(): Promise<HistoryResult>;
  readDiagnostics(): Promise<DiagnosticsResult>;
  copyDiagnostics(): Promise<PlainResult>;
  findEntities(request: FindRequest): Promise<FindResult>;
  cancelFinding(): Promise<PlainResult>;
  copyFindings(as: FindingsFormat): Promise<PlainResult>;
  testToken(): Promise<TokenTestResult>;
  showClaims(): Promise<ClaimsResult>;
  readNoTray(): Promise<PlainResult>;
  quit(): Promise<PlainResult>;
}

declare global {
  interface Window {
    readonly nerd: NerdBridge;
  }
}
