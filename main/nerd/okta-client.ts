import { randomUUID } from 'node:crypto';
import { importPKCS8, SignJWT } from 'jose';
import type { DurationMs, EpochMs } from '../../preload/contract/time.ts';
import type { Credential } from '../ports/credentials.ts';
import type { ProxyLogin, TokenEndpoint } from '../ports/nerd.ts';
import { sendRequest } from './http-request.ts';
import { type ResponseHead, answerFromBody, answerFromHead, serverTime } from './token-answer.ts';
import { safeUrl } from './nerd-url.ts';
import type { TokenAnswer } from '../core/token/answer.ts';

const SECOND_MS = 1000;
/** Okta takes an hour at most; this little is kind to clocks, and of little use to who gets hold of an assertion. */
const ASSERTION_LIFE_MS: DurationMs = 300_000;
const SCOPE = 'kensho:app:nerd';

export interface OktaClientOptions {
  /** The whole address of the token endpoint; it is also the audience of what is signed. */
  readonly tokenUrl: string;
  /** True only for a demo server on this machine. */
  readonly allowLoopbackHttp?: boolean | undefined;
  /** Over each exchange; 30 s if not given. */
  readonly timeLimitMs?: DurationMs | undefined;
}

/**
 * Okta's token endpoint, with a signed assertion in place of a password (RFC 7523 §2.2, RFC 6749 §4.4). To be made
 * after Electron is ready. Throws if the address is not one that `safeUrl` lets pass.
 */
export function createOktaClient(options: OktaClientOptions, proxyLogin: ProxyLogin): TokenEndpoint<'keyPair'> {
  const url = safeUrl(options.tokenUrl, options.allowLoopbackHttp ?? false);
  if (url === undefined) throw new Error('An assertion may only go to an https address.');
  const { timeLimitMs } = options;
  const reading = {
    fromHead: (head: ResponseHead) => answerFromHead(head, Date.now()),
    fromBody: oktaAnswerFromBody,
  };

  const ask = async (credential: Credential<'keyPair'>, now: EpochMs): Promise<OktaAnswer> => {
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      scope: SCOPE,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await signedAssertion(credential, url, now),
    });
    const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' };
    const call = { method: 'POST', url, headers, body: form.toString() } as const;
    return sendRequest<OktaAnswer>(call, reading, { proxyLogin, timeLimitMs });
  };

  return {
    async refresh(credential, now) {
      const startedAt = performance.now();
      const answer = await ask(credential, now);
      if (answer.ok || answer.failure.kind !== 'refused' || answer.dateAt === undefined) return answer;
      const span = { fromAt: now, toAt: now + (performance.now() - startedAt) };
      // With a clock that is wrong even a good key is refused; the server's own time tells one from the other.
      return isWithin(answer.dateAt, span) ? answer : ask(credential, answer.dateAt);
    },
  };
}

/** Whether a server whose time is told in whole seconds may have answered in this span. */
function isWithin(dateAt: EpochMs, { fromAt, toAt }: { readonly fromAt: EpochMs; readonly toAt: EpochMs }): boolean {
  return dateAt + SECOND_MS > fromAt && dateAt <= toAt + SECOND_MS;
}

/** What proves who asks: a JWT for this one request (RFC 7523 §3). */
async function signedAssertion(
  { clientId, privateKey, kid }: Credential<'keyPair'>,
  audience: string,
  now: EpochMs,
): Promise<string> {
  const key = await importPKCS8(`-----BEGIN PRIVATE KEY-----\n${privateKey}\n-----END PRIVATE KEY-----`, 'RS256');
  const seconds = (at: EpochMs): number => Math.floor(at / SECOND_MS);
  return new SignJWT()
    .setProtectedHeader({ alg: 'RS256', ...(kid === undefined ? {} : { kid }) })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(audience)
    .setIssuedAt(seconds(now))
    .setExpirationTime(seconds(now + ASSERTION_LIFE_MS))
    .setJti(randomUUID())
    .sign(key);
}

/** An answer of the token endpoint; a refusal states the server's time as well, since the request's clock may be wrong. */
type OktaAnswer = TokenAnswer & { readonly dateAt?: EpochMs | undefined };

function oktaAnswerFromBody(body: Uint8Array, head: ResponseHead): OktaAnswer {
  const answer = answerFromBody(body, head);
  const dateAt = serverTime(head);
  return answer.ok || dateAt === undefined ? answer : { ...answer, dateAt };
}
