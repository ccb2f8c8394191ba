import type { CommandResults } from '../../preload/contract/command.ts';
import type { PlainResult } from '../../preload/contract/command-results.ts';
import type { AnnotationRequest } from '../../preload/contract/annotation.ts';
import { AnnotationJob } from '../annotation/annotation-job.ts';
import { AuthorizedCalls } from '../annotation/authorized-calls.ts';
import type { AccessTokenProvider } from '../core/annotation/api.ts';
import { annotationsOf, type KnowledgeBaseResult } from '../core/annotation/mentions.ts';
import { annotationsCsv, annotationsJson } from '../core/annotation/mentions-export.ts';
import { tokenClaims } from '../core/annotation/token-claims.ts';
import { curlAnnotate, pythonCall } from '../core/copy/copy-formats.ts';
import { noAccessCondition, sessionCondition } from '../core/messages/conditions.ts';
import type { Clipboard } from '../ports/desktop.ts';
import type { ClipboardGuard } from '../copy/clipboard-guard.ts';
import { freshToken } from '../token/fresh-token.ts';
import type { ServerClock } from '../token/server-clock.ts';
import { failuresIn, OK, type FailedResult, type Handlers, type ResultParts } from './handlers.ts';

export interface AnnotationCommandParts extends ResultParts {
  readonly clock: ServerClock;
  readonly access: AccessTokenProvider;
  readonly clipboard: Pick<Clipboard, 'writeText'>;
  /** The guard writes what holds an access token, since it clears that from the clipboard again. */
  readonly copying: { readonly guard: Pick<ClipboardGuard, 'writeSecret'> };
  /** Scheme, host and port of the API that is in use. */
  readonly apiUrl: () => string;
}

interface LastAnnotation {
  readonly request: AnnotationRequest;
  readonly results: readonly KnowledgeBaseResult[];
}

export interface AnnotationCommands {
  readonly handlers: Handlers<'annotate' | 'cancelAnnotation' | 'copyAnnotations' | 'checkToken' | 'showClaims'>;
  /** Cancels the pending job and forgets what was found: whoever looked at it has gone. */
  windowClosed(): void;
}

/**
 * The commands by which a person tries NERD. Texts and results are held here, in memory, while the window is open; they
 * are never in the state, the settings, the log or the history.
 */
export function createAnnotationCommands(parts: AnnotationCommandParts): AnnotationCommands {
  const { service, clock, access, clipboard, context } = parts;
  const failed = failuresIn(context);
  let job: AnnotationJob | undefined;
  let last: LastAnnotation | undefined;

  const noToken = (): FailedResult => failed(noAccessCondition(sessionCondition(service.state, context()), context()));
  const cancel = (): void => {
    job?.cancel();
    job = undefined;
  };

  const annotate = async (request: AnnotationRequest): Promise<CommandResults['annotate']> => {
    cancel();
    if (request.text.trim() === '') return failed({ kind: 'nothingToRead' });
    if (request.knowledgeBases.length === 0) return failed({ kind: 'noKnowledgeBase' });
    const mine = new AnnotationJob({ clock, access }, request);
    job = mine;
    const outcome = await mine.outcome;
    if (job === mine) job = undefined;
    switch (outcome.kind) {
      case 'found':
        last = { request, results: outcome.results };
        return { ok: true, annotations: annotationsOf(request.text, outcome.results) };
      case 'cancelled':
        return { ok: true, annotations: undefined };
      case 'noToken':
        return noToken();
      case 'failed':
        return failed({ kind: 'entitiesNotFound', failure: outcome.failure });
    }
  };

  const copyData = async (text: string): Promise<PlainResult> =>
    (await clipboard.writeText(text)) === 'written' ? OK : failed({ kind: 'annotationsNotCopied' });

  const copyCall = async (
    { request }: LastAnnotation,
    format: (call: Parameters<typeof pythonCall>[0]) => string,
  ): Promise<PlainResult> => {
    const { token } = await freshToken(service, clock);
    if (token === undefined) return noToken();
    const call = format({ ...request, baseUrl: parts.apiUrl(), accessToken: token.value });
    if ((await parts.copying.guard.writeSecret(call)) !== 'written') return failed({ kind: 'annotationsNotCopied' });
    service.dispatch({ kind: 'copied', expiresAt: token.expiresAt });
    return OK;
  };

  return {
    handlers: {
      annotate: ({ request }) => annotate(request),
      cancelAnnotation: () => {
        cancel();
        return OK;
      },
      async copyAnnotations({ as }) {
        if (last === undefined) return failed({ kind: 'noAnnotationsYet' });
        const { request, results } = last;
        switch (as) {
          case 'json':
            return copyData(annotationsJson(results));
          case 'csv':
            return copyData(annotationsCsv(request.text, annotationsOf(request.text, results).mentions));
          case 'curl':
            return copyCall(last, curlAnnotate);
          case 'python':
            return copyCall(last, pythonCall);
        }
      },
      async checkToken() {
        let sentAt = clock.now();
        const answer = await new AuthorizedCalls(access).call(({ api, accessToken }) => {
          sentAt = clock.now();
          return api.me(accessToken);
        });
        if (answer === undefined) return noToken();
        if (!answer.ok) return failed({ kind: 'tokenNotTested', failure: answer.failure });
        return { ok: true, ...answer.value, tookMs: Math.max(clock.now() - sentAt, 0) };
      },
      async showClaims() {
        const { token } = await freshToken(service, clock);
        if (token === undefined) return noToken();
        const { times, now } = context();
        const claims = tokenClaims(token.value, (at) => times.moment(at, now));
        return claims === undefined ? failed({ kind: 'claimsNotRead' }) : { ok: true, claims };
      },
    },
    windowClosed() {
      cancel();
      last = undefined;
    },
  };
}
