import type { CommandResults } from '../../preload/contract/command.ts';
import type { FindingsFormat, FindRequest } from '../../preload/contract/annotation.ts';
import { tokenClaims } from '../core/annotation/token-claims.ts';
import { curlSearch, pythonCall } from '../core/copy/copy-formats.ts';
import { findingsOf, type KnowledgeBaseResult } from '../core/annotation/mentions.ts';
import { findingsCsv, findingsJson } from '../core/annotation/mentions-export.ts';
import { noAccessSituation, sessionSituation, type MessageContext } from '../core/messages/conditions.ts';
import { messageOf, type Situation } from '../core/messages/messages.ts';
import { AuthorizedCalls } from '../annotation/authorized-calls.ts';
import type { AccessTokenProvider } from '../core/annotation/api.ts';
import { Search, type SearchPorts } from '../annotation/annotation-job.ts';
import type { Clipboard } from '../ports/desktop.ts';
import { freshToken } from '../token/fresh-token.ts';
import type { TokenService } from '../token/token-service.ts';
import type { ServerClock } from '../token/server-clock.ts';

export interface FindingParts {
  readonly service: TokenService;
  readonly clock: ServerClock;
  readonly access: AccessTokenProvider;
  readonly clipboard: Pick<Clipboard, 'writeText'>;
  /** For what holds an access token. */
  readonly secretClipboard: Pick<Clipboard, 'writeSecret'>;
  /** Scheme, host and port of the API that is in use. */
  readonly apiUrl: () => string;
  readonly words: () => MessageContext;
}

type Name = 'cancelFinding' | 'testToken' | 'showClaims';

export type FindingCommands = {
  readonly [K in Name]: () => CommandResults[K] | Promise<CommandResults[K]>;
} & {
  findEntities(command: { readonly request: FindRequest }): Promise<CommandResults['findEntities']>;
  copyFindings(command: { readonly as: FindingsFormat }): Promise<CommandResults['copyFindings']>;
};

interface Found {
  readonly request: FindRequest;
  readonly results: readonly KnowledgeBaseResult[];
}

export interface Finding {
  readonly commands: FindingCommands;
  /** Ends what is under way and forgets what was found: whoever looked at it has gone. */
  forget(): void;
}

/**
 * What a person tries NERD with. Texts and results are here in memory while the window is open, and nowhere else: not in
 * the state, the settings, the log or the history.
 */
export function createFinding(parts: FindingParts): Finding {
  const { service, clock, access, clipboard, words } = parts;
  const ports: SearchPorts = { clock, access };
  let search: Search | undefined;
  let last: Found | undefined;

  const failed = (situation: Situation) => ({ ok: false, message: messageOf(situation, words()) }) as const;
  const noToken = () => {
    const context = words();
    return failed(noAccessSituation(sessionSituation(service.state, context), context));
  };
  const cancel = (): void => {
    search?.cancel();
    search = undefined;
  };

  const findEntities = async (request: FindRequest): Promise<CommandResults['findEntities']> => {
    cancel();
    if (request.text.trim() === '') return failed({ kind: 'nothingToRead' });
    if (request.knowledgeBases.length === 0) return failed({ kind: 'noKnowledgeBase' });
    const mine = new Search(ports, request);
    search = mine;
    const outcome = await mine.outcome;
    if (search === mine) search = undefined;
    switch (outcome.kind) {
      case 'found':
        last = { request, results: outcome.results };
        return { ok: true, findings: findingsOf(request.text, outcome.results) };
      case 'cancelled':
        return { ok: true, findings: undefined };
      case 'noToken':
        return noToken();
      case 'failed':
        return failed({ kind: 'entitiesNotFound', failure: outcome.failure });
    }
  };

  const copyData = async (text: string): Promise<CommandResults['copyFindings']> =>
    (await clipboard.writeText(text)) === 'written' ? { ok: true } : failed({ kind: 'findingsNotCopied' });

  const copyCall = async (
    { request }: Found,
    format: (call: Parameters<typeof pythonCall>[0]) => string,
  ): Promise<CommandResults['copyFindings']> => {
    const { token } = await freshToken(service, clock);
    if (token === undefined) return noToken();
    const call = format({ ...request, baseUrl: parts.apiUrl(), accessToken: token.value });
    if ((await parts.secretClipboard.writeSecret(call)) !== 'written') return failed({ kind: 'findingsNotCopied' });
    service.dispatch({ kind: 'copied', expiresAt: token.expiresAt });
    return { ok: true };
  };

  return {
    commands: {
      findEntities: ({ request }) => findEntities(request),
      cancelFinding: () => {
        cancel();
        return { ok: true };
      },
      async copyFindings({ as }) {
        if (last === undefined) return failed({ kind: 'nothingFoundYet' });
        const { request, results } = last;
        switch (as) {
          case 'json':
            return copyData(findingsJson(results));
          case 'csv':
            return copyData(findingsCsv(request.text, findingsOf(request.text, results).entities));
          case 'curl':
            return copyCall(last, curlSearch);
          case 'python':
            return copyCall(last, pythonCall);
        }
      },
      async testToken() {
        let askedAt = clock.now();
        const answer = await new AuthorizedCalls(access).call(({ api, accessToken }) => {
          askedAt = clock.now();
          return api.me(accessToken);
        });
        if (answer === undefined) return noToken();
        if (!answer.ok) return failed({ kind: 'tokenNotTested', failure: answer.failure });
        return { ok: true, ...answer.value, tookMs: Math.max(clock.now() - askedAt, 0) };
      },
      async showClaims() {
        const { token } = await freshToken(service, clock);
        if (token === undefined) return noToken();
        const context = words();
        const claims = tokenClaims(token.value, (at) => context.words.moment(at, context.now));
        return claims === undefined ? failed({ kind: 'claimsNotRead' }) : { ok: true, claims };
      },
    },
    forget() {
      cancel();
      last = undefined;
    },
  };
}
