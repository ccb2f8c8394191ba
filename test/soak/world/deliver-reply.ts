import { credentialIdentifier } from '../../support/credential-identifier.ts';
import type { TokenAnswer } from '../../../main/core/token/answer.ts';
import type { RequestInFlight } from '../reference/requests.ts';
import type { InterpretedReply } from './replies.ts';
import type { World } from './world.ts';

/**
 * Ends a request: each check takes note of what the reply truly means, and then the process gets the reply as the app's
 * own code reads it. The checks come first, since the app may act on the answer at once.
 */
export function deliverReply(
  world: World,
  request: RequestInFlight,
  reply: InterpretedReply,
  answer: (answer: TokenAnswer) => void,
): void {
  const { process, refreshToken, sentAt } = request;
  const { requests, copies, sessions, expiryWarnings, server } = world;
  const { meaning } = reply;
  requests.answered(process, meaning.kind === 'nothing' ? meaning.retryAfterMs : undefined);
  copies.answered(process, refreshToken, meaning, sentAt);
  sessions.answered(process, refreshToken, meaning);
  if (meaning.kind !== 'nothing' && refreshToken === credentialIdentifier(process.service.session)) {
    const isBareNo = meaning.kind === 'bareNo';
    requests.bareRefusals.answered(process, server.familyOf(refreshToken), isBareNo);
  }
  if (meaning.kind === 'granted') {
    expiryWarnings.used(server.familyOf(refreshToken));
    server.noteDelivery(process, refreshToken, meaning.accessToken);
  }
  answer(reply.answer);
}
