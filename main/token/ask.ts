import type { Clock, Credential, Log, TokenAnswer, TokenEndpoint } from '../ports.ts';

export interface AskPorts {
  readonly clock: Clock;
  readonly endpoint: TokenEndpoint;
  readonly log: Log;
}

/** Asks the endpoint once, and logs how it went and how long it took. Never rejects. */
export async function ask(ports: AskPorts, credential: Credential): Promise<TokenAnswer> {
  const startedAt = ports.clock.now();
  const answer = await answerTo(ports.endpoint, credential);
  const tookMs = ports.clock.now() - startedAt;
  ports.log.event('asked', { result: answer.ok ? 'granted' : answer.failure.kind, tookMs });
  return answer;
}

/** A surprise takes the same road as a failure. */
async function answerTo(endpoint: TokenEndpoint, credential: Credential): Promise<TokenAnswer> {
  try {
    return await endpoint.refresh(credential);
  } catch {
    return { ok: false, failure: { kind: 'unexpected' } };
  }
}
