import type { DurationMs, EpochMs } from '../../../preload/contract/time.ts';
import type { FailureKind } from '../../../preload/contract/session.ts';
import type { ProxyAsk } from '../../../preload/contract/proxy.ts';

/** The error codes (RFC 6749 §5.2) by which NERD itself refuses a credential. */
export const ERROR_CODES = ['invalid_grant', 'invalid_client', 'unauthorized_client', 'invalid_scope'] as const;

export type OAuthErrorCode = (typeof ERROR_CODES)[number];

/** Why a request for an access token failed. */
export interface RefreshFailure {
  readonly kind: FailureKind;
  /** How long the server asks to wait (Retry-After, RFC 9110 §10.2.3). */
  readonly retryAfterMs?: DurationMs | undefined;
  /** The proxy that wants a name and a password; with `proxy_auth` alone. */
  readonly proxy?: ProxyAsk | undefined;
  /** The issuer of the certificate that is not trusted, as plain text, cut short; with `tls` alone. */
  readonly issuer?: string | undefined;
  /** The error that NERD names; with `refused` alone. */
  readonly errorCode?: OAuthErrorCode | undefined;
  /** NERD's own error is missing from the answer, so something other than NERD may have sent it; with `refused` alone. */
  readonly bare?: true | undefined;
  /** The demo account's own server could not be started; with `network` alone. */
  readonly ofDemo?: true | undefined;
}

/** The answer of a token endpoint. A granted one holds secrets. */
export type TokenAnswer =
  | {
      readonly ok: true;
      readonly accessToken: string;
      /** The end that the access token itself states, where it is a JWT; read once, when the answer comes. */
      readonly jwtExpiresAt?: EpochMs | undefined;
      /** When the token was issued by its own statement, read in the same way. */
      readonly jwtIssuedAt?: EpochMs | undefined;
      readonly expiresInMs?: DurationMs | undefined;
      /** A new refresh token, if the server rotates (RFC 6749 §6). */
      readonly refreshToken?: string | undefined;
      /** The server's own time when it answered (`Date`, RFC 9110 §6.6.1), where the answer states it. */
      readonly dateAt?: EpochMs | undefined;
    }
  | { readonly ok: false; readonly failure: RefreshFailure };

export type GrantedAnswer = Extract<TokenAnswer, { ok: true }>;
