import type { ActionButton } from '../../../preload/contract/message.ts';
import type { DurationMs } from '../../../preload/contract/time.ts';
import { SECOND_MS } from '../time/time.ts';
import { SAME_AGAIN, type None, type MessageTable, type Trouble } from './message.ts';
import type { ApiErrorKind, ApiFailure, ApiFailureKind } from '../annotation/api.ts';
import { failureText } from './request-failures.ts';

/** The conditions of an annotation, and of a test of the access token. */
export interface AnnotationConditions {
  nothingToRead: None;
  noKnowledgeBase: None;
  /** There is no valid access token; `because` is the session's own message, if that is a trouble. */
  noTokenToUse: { readonly because: Trouble | undefined; readonly action: ActionButton | undefined };
  entitiesNotFound: { readonly failure: ApiFailure };
  tokenNotTested: { readonly failure: ApiFailure };
  claimsNotRead: None;
  noAnnotationsYet: None;
  annotationsNotCopied: None;
}

interface ApiFailureText {
  readonly title: string;
  readonly happened: string;
  readonly toDo: string;
}

const AGAIN = 'Try again.';
const LATER = 'Try again in a moment.';

const API_ERROR_TEXTS: Readonly<Record<ApiErrorKind, ApiFailureText>> = {
  unauthorized: {
    title: 'NERD did not accept the access token',
    happened: 'NERD turned the access token down, also after NERD Tray had asked for a new one.',
    toDo: 'See in NERD what your account may use, or ask Kensho’s support.',
  },
  badRequest: {
    title: 'NERD cannot work with this',
    happened: 'NERD did not accept what it was given: the text may be too long, or the originating entity unknown.',
    toDo: 'Shorten the text, or leave the originating entity out, then try again.',
  },
  notFound: {
    title: 'NERD lost track of the text',
    happened: 'NERD no longer knows the text that it had begun to read.',
    toDo: AGAIN,
  },
  retired: {
    title: 'NERD does not offer this',
    happened: 'NERD answered that there is nothing of this kind at its address. It may have moved.',
    toDo: 'Look for a newer NERD Tray, or ask Kensho’s support.',
  },
  conflict: {
    title: 'NERD is busy with this text',
    happened: 'NERD answered that it is reading the same text already.',
    toDo: LATER,
  },
  jobFailed: {
    title: 'NERD gave up on this text',
    happened: 'NERD began to read the text, and ended without a result.',
    toDo: 'Try again, or try a shorter text.',
  },
  tooSlow: {
    title: 'It took too long',
    happened: 'NERD had not finished within 60 seconds, so NERD Tray called it off.',
    toDo: 'Try a shorter text, or try again later.',
  },
  unreadable: {
    title: 'NERD’s answer could not be read',
    happened: 'NERD answered, but not in a form that NERD Tray can read.',
    toDo: AGAIN,
  },
};

export const ANNOTATION_MESSAGES: MessageTable<AnnotationConditions> = {
  nothingToRead: {
    tone: 'attention',
    title: 'There is no text yet',
    works: undefined,
    toDo: 'Enter a text for NERD to read, or use the example.',
  },
  noKnowledgeBase: {
    tone: 'attention',
    title: 'No knowledge base is chosen',
    works: undefined,
    toDo: 'Choose at least one.',
  },
  noTokenToUse: ({ because, action }) => ({
    tone: 'problem',
    title: 'There is no working access token',
    happened: because?.happened,
    works: because?.works,
    toDo: because === undefined ? 'Connect first, or try again in a moment.' : because.toDo,
    action: because?.action ?? action ?? SAME_AGAIN,
  }),
  entitiesNotFound: ({ failure }) => apiMessage(failure, 'Your text is still here, and your session is kept.'),
  tokenNotTested: ({ failure }) => apiMessage(failure, 'Your session is kept.'),
  claimsNotRead: {
    tone: 'attention',
    title: 'This access token cannot be looked into',
    happened: 'It is not of the kind that says something of itself.',
    works: 'It works all the same.',
    toDo: 'Test it to see whose it is.',
  },
  noAnnotationsYet: {
    tone: 'attention',
    title: 'There is nothing to copy',
    happened: 'Nothing has been found since the window was opened.',
    works: undefined,
    toDo: 'Find the entities of a text first.',
  },
  annotationsNotCopied: {
    tone: 'problem',
    title: 'Not copied',
    happened: 'The clipboard did not take it. Another program may be holding it.',
    works: 'What was found is still here.',
    toDo: AGAIN,
    action: SAME_AGAIN,
  },
};

function apiMessage(failure: ApiFailure, works: string): Trouble {
  return { tone: 'problem', ...apiFailureText(failure), works, action: actionOf(failure) };
}

function apiFailureText(failure: ApiFailure): ApiFailureText {
  const { kind, retryAfterMs } = failure;
  if (isApiError(kind)) return API_ERROR_TEXTS[kind];
  return { ...failureText({ ...failure, kind }), toDo: toDoAbout(kind, retryAfterMs) };
}

function toDoAbout(kind: ApiFailureKind, retryAfterMs: DurationMs | undefined): string {
  // Only a refresh asks for the proxy's name and password.
  if (kind === 'proxy_auth') return 'Refresh the access token, and NERD Tray asks you for them.';
  return retryAfterMs === undefined ? LATER : `Try again in ${seconds(retryAfterMs)}.`;
}

function actionOf({ kind }: ApiFailure): ActionButton | typeof SAME_AGAIN {
  if (kind === 'unauthorized') return { kind: 'openNerd', label: 'Open NERD in the browser' };
  return kind === 'proxy_auth' ? { kind: 'refreshNow', label: 'Refresh now' } : SAME_AGAIN;
}

function isApiError(kind: ApiFailureKind): kind is ApiErrorKind {
  return kind in API_ERROR_TEXTS;
}

function seconds(ms: DurationMs): string {
  const count = Math.ceil(ms / SECOND_MS);
  if (count > 90) return `${Math.ceil(count / 60)} minutes`;
  return count === 1 ? '1 second' : `${count} seconds`;
}
