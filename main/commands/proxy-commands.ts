import type { ProxyResult } from '../../preload/contract/command-results.ts';
import type { ProxyAsk } from '../../preload/contract/proxy.ts';
import { candidateCondition, sessionCondition } from '../core/messages/conditions.ts';
import { keychainFacts } from '../core/messages/keychain.ts';
import type { ProxyAccount } from '../ports/nerd.ts';
import type { ConnectOutcome } from '../token/candidate-credential.ts';
import type { TokenService } from '../token/token-service.ts';
import { failuresIn, OK, type Handlers, type ResultParts } from './handlers.ts';

export interface ProxyCommandParts extends ResultParts {
  readonly proxy: Pick<ProxyAccount, 'enter' | 'saved' | 'forget'>;
}

/** The commands about a proxy that asks for a name and a password. */
export function createProxyCommands({
  service,
  proxy,
  context,
}: ProxyCommandParts): Handlers<'answerProxy' | 'forgetProxy'> {
  const failed = failuresIn(context);
  const isConnected = () => service.state.credential !== undefined;
  /** The result while the proxy still asks. */
  const stillAsks = (ask: ProxyAsk): ProxyResult => {
    if (ask.refused) return { ...failed({ kind: 'proxyAsks', ask }), reason: 'refused' };
    const stopped = candidateCondition(service.state.candidate, isConnected(), context());
    return failed(stopped ?? sessionCondition(service.state, context()));
  };

  return {
    async answerProxy({ name, password }) {
      const ask = service.state.proxyAsk;
      if (ask === undefined) return OK;
      const { host, port, scheme, realm, overTls } = ask;
      // Agreed is what the person was shown: a proxy that asks otherwise by now gets no answer.
      proxy.enter({ host, port, name, password, agreed: [{ scheme, realm, overTls }] });
      const connecting = tryCandidateAgain(service);
      service.dispatch({ kind: 'proxyAnswered' });
      await proxyAnswerTried(service);
      const outcome = await connecting;
      const { proxyAsk } = service.state;
      if (proxyAsk !== undefined) return stillAsks(proxyAsk);
      if (outcome?.kind === 'rejected') {
        return failed({ ...outcome, kind: 'candidateRejected', connected: isConnected() });
      }
      const why = await proxy.saved();
      return why === undefined ? OK : failed({ kind: 'proxyInMemory', ...keychainFacts(why, context()) });
    },
    async forgetProxy() {
      const why = await proxy.forget();
      service.redraw();
      return why === undefined ? OK : failed({ kind: 'proxyNotDeleted', ...keychainFacts(why, context()) });
    },
  };
}

/** Tries a credential again that the proxy has stopped before, since that is what the person waits for. */
function tryCandidateAgain(service: TokenService): Promise<ConnectOutcome> | undefined {
  const { state, candidate } = service;
  const wasStopped = state.candidate?.kind === 'unreachable' && state.candidate.failure.proxy !== undefined;
  return wasStopped && candidate !== undefined ? service.connect(candidate) : undefined;
}

/** Resolves when the name and password have been tried, or cannot be tried now. */
function proxyAnswerTried(service: TokenService): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (service.state.proxyAsk?.answered === true) return;
      stop();
      resolve();
    };
    const stop = service.subscribe(look);
    look();
  });
}
