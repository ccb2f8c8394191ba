import type { CommandKind, CommandOf, CommandResults } from '../../preload/contract/command.ts';
import type { ConnectResult, PlainResult } from '../../preload/contract/command-results.ts';
import { candidateCondition, type MessageContext } from '../core/messages/conditions.ts';
import { messageOf, type Condition } from '../core/messages/messages.ts';
import type { ConnectOutcome } from '../token/candidate-credential.ts';
import type { TokenService } from '../token/token-service.ts';

/** The handlers of these commands, each of which carries its command out. */
export type Handlers<Kind extends CommandKind = CommandKind> = {
  readonly [K in Kind]: (command: CommandOf<K>) => CommandResults[K] | Promise<CommandResults[K]>;
};

/** What the message of a result depends on. */
export interface ResultParts {
  readonly service: TokenService;
  readonly context: () => MessageContext;
}

export type FailedResult = Extract<PlainResult, { ok: false }>;

export const OK = { ok: true } as const;

/** Gives the function that makes a failed result, with the condition's message as it is at the moment. */
export function failuresIn(context: () => MessageContext): (condition: Condition) => FailedResult {
  return (condition) => ({ ok: false, message: messageOf(condition, context()) });
}

/** The result of a command that has tried a credential. */
export function connectResult(outcome: ConnectOutcome, { service, context }: ResultParts): ConnectResult {
  const failed = failuresIn(context);
  const { state } = service;
  const connected = state.credential !== undefined;
  switch (outcome.kind) {
    case 'connected':
      return OK;
    case 'rejected': {
      const { what, errorCode, bare } = outcome;
      return { ...failed({ kind: 'candidateRejected', what, errorCode, bare, connected }), reason: 'refused' };
    }
    case 'replaced':
      return { ...failed({ kind: 'overtaken' }), reason: 'replaced' };
    case 'unreachable':
    case 'notStored': {
      const condition = candidateCondition(state.candidate, connected, context()) ?? { kind: 'unexpected' };
      return { ...failed(condition), reason: outcome.kind };
    }
  }
}
