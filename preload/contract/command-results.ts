import type { Annotations, TokenClaim } from './annotation.ts';
import type { HistoryEntry } from './history.ts';
import type { Message } from './message.ts';
import type { ConnectFailureReason } from './session.ts';
import type { DurationMs, EpochMs } from './time.ts';

/** A command that failed, with the message that says why. */
interface Failed {
  readonly ok: false;
  readonly message: Message;
}

/** A command that either worked or gives the message that says why not. */
export type PlainResult = { readonly ok: true } | Failed;

/** `field`: the text itself is wrong; the others say what came of trying it, or that it could not be tried at all. */
export type ConnectResult = { readonly ok: true } | (Failed & { readonly reason: ConnectFailureReason });

/** What the window may know of a private key that was taken. */
export interface KeyDescription {
  readonly bits: number;
  /** The name of its file, without the folder; undefined if it was pasted. */
  readonly fileName: string | undefined;
}

/** Without a description: no file was chosen, and all is as it was. */
export type KeyResult =
  { readonly ok: true; readonly key?: KeyDescription } | (Failed & { readonly reason: 'field' | 'unexpected' });

/** `refused`: the proxy did not accept the name and password. A failure of any other kind comes without a reason. */
export type ProxyResult = { readonly ok: true } | (Failed & { readonly reason: 'refused' | 'unexpected' }) | Failed;

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
  | Failed;

export type HistoryResult = { readonly ok: true; readonly entries: readonly HistoryEntry[] } | Failed;

export type DiagnosticsResult = { readonly ok: true; readonly text: string } | Failed;

/** `annotations` is undefined if the job was cancelled. */
export type AnnotateResult = { readonly ok: true; readonly annotations: Annotations | undefined } | Failed;

export type TokenCheckResult =
  | {
      readonly ok: true;
      /** As NERD gives it; undefined if NERD gives none. */
      readonly email: string | undefined;
      readonly scopes: readonly string[];
      /** The time of the call to NERD alone. */
      readonly tookMs: DurationMs;
    }
  | Failed;

export type ClaimsResult = { readonly ok: true; readonly claims: readonly TokenClaim[] } | Failed;
