import type { ConnectResult } from '../../preload/contract/command.ts';
import { candidateSituation, type MessageContext } from '../core/messages/conditions.ts';
import { messageOf, type Situation } from '../core/messages/messages.ts';
import type { ConnectOutcome } from '../token/candidate-credential.ts';
import type { TokenService } from '../token/token-service.ts';

/** What came of trying a credential, in words. */
export function connectResult(
  outcome: ConnectOutcome,
  { state }: Pick<TokenService, 'state'>,
  words: MessageContext,
): ConnectResult {
  const failed = (situation: Situation) => ({ ok: false, message: messageOf(situation, words) }) as const;
  const connected = state.credential !== undefined;
  switch (outcome.kind) {
    case 'connected':
      return { ok: true };
    case 'refused': {
      const { what, refusal } = outcome;
      return { ...failed({ kind: 'notAccepted', what, refusal, connected }), reason: 'refused' };
    }
    case 'replaced':
      return { ...failed({ kind: 'overtaken' }), reason: 'replaced' };
    case 'unreachable':
    case 'notStored': {
      const situation = candidateSituation(state.candidate, connected, words.system) ?? { kind: 'unexpected' };
      return { ...failed(situation), reason: outcome.kind };
    }
  }
}
