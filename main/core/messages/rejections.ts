import type { ActionButton } from '../../../preload/contract/message.ts';
import type { CredentialKind } from '../../../preload/contract/session.ts';
import type { EpochMs } from '../../../preload/contract/time.ts';
import type { OAuthErrorCode } from '../token/answer.ts';
import { CREDENTIALS, rejectionText, type AboutCredential } from './credentials.ts';
import type { MessageParts, MessageTable, TimeContext } from './message.ts';
import { CONNECT, NO_TOKEN, noTokenYet, REFRESH, works, type HeldToken } from './session.ts';

/** The conditions of a session whose credential NERD has rejected, or may have. */
export interface RejectionConditions {
  /** NERD refused the credential once, which may be a passing fault of the server. */
  rejectedOnce: AboutCredential & HeldToken & { readonly retryAt: EpochMs };
  /** A refusal without a reason, which NERD or something else may have sent. */
  maybeRejected: AboutCredential & HeldToken & { readonly retryAt: EpochMs };
  /** The same again and again, so it is shown as a rejection; an undefined `recheckAt` means that the app does not check again. */
  rejectedWithoutReason: AboutCredential & HeldToken & { readonly recheckAt: EpochMs | undefined };
  /** A credential that was shown as rejected works. */
  worksAgain: AboutCredential;
  /** NERD refused a refresh token around the end of its week. */
  rejectedAtWeeksEnd: HeldToken;
  /** NERD refused a refresh token before the end of its week. */
  rejectedEarly: HeldToken;
  /** NERD refused a credential that has no expiry. */
  rejectedForGood: AboutCredential & HeldToken & { readonly errorCode?: OAuthErrorCode | undefined };
}

const TRY_AGAIN: ActionButton = { kind: 'tryAgain', label: 'Try again' };
const ENTER_NEW: ActionButton = { kind: 'connect', label: 'Enter a new refresh token' };

/** The button that leads to a new credential, for one that may be rejected. */
const RENEW: Readonly<Record<CredentialKind, ActionButton>> = {
  refreshToken: { kind: 'connect', label: 'Renew' },
  keyPair: { kind: 'connectKeyPair', label: 'Enter the key pair again' },
  demo: CONNECT,
};

export const REJECTION_MESSAGES: MessageTable<RejectionConditions> = {
  rejectedOnce: ({ what, retryAt, validUntil }, context) => ({
    tone: 'attention',
    title: 'NERD said no, once',
    happened: `NERD refused your ${CREDENTIALS[what].name} just now.`,
    works: works(validUntil, context) ?? noTokenYet({ what }),
    toDo: `NERD Tray asks once more at ${context.times.moment(retryAt, context.now)} before it believes that.`,
    action: REFRESH,
  }),
  maybeRejected: ({ what, retryAt, validUntil }, context) => ({
    tone: validUntil === undefined ? 'problem' : 'attention',
    title: `NERD may have rejected your ${CREDENTIALS[what].name}`,
    happened: 'The answer was a no without a reason, so something else on your network may have sent it.',
    works: works(validUntil, context) ?? NO_TOKEN,
    toDo: `NERD Tray tries again at ${context.times.moment(retryAt, context.now)}.`,
    action: TRY_AGAIN,
  }),
  rejectedWithoutReason: ({ what, recheckAt, validUntil }, context) => ({
    tone: 'problem',
    title: `NERD rejected your ${CREDENTIALS[what].name}`,
    happened: 'It gave no reason, so something else on your network may be in the way.',
    works: works(validUntil, context) ?? NO_TOKEN,
    toDo:
      recheckAt === undefined ? undefined : `NERD Tray tries again at ${context.times.moment(recheckAt, context.now)}.`,
    action: TRY_AGAIN,
    other: RENEW[what],
  }),
  worksAgain: ({ what }) => ({
    tone: 'calm',
    title: `Your ${CREDENTIALS[what].name} works again`,
    sentence: 'NERD Tray has a new access token, ready to copy.',
  }),
  rejectedAtWeeksEnd: (facts, context) => rejectedParts(facts, context, 'The week of your refresh token is over'),
  rejectedEarly: (facts, context) =>
    rejectedParts(
      facts,
      context,
      'NERD has ended your refresh token',
      'NERD no longer accepts it, before its week was over; a newer one may have replaced it.',
    ),
  rejectedForGood: ({ what, errorCode, validUntil }, context) => ({
    tone: 'problem',
    ...rejectionText(what, errorCode),
    works: works(validUntil, context) ?? NO_TOKEN,
    action: CREDENTIALS[what].action,
  }),
};

function rejectedParts(
  { validUntil }: HeldToken,
  context: TimeContext,
  title: string,
  happened?: string,
): MessageParts {
  return {
    tone: 'problem',
    title,
    happened,
    works: works(validUntil, context) ?? NO_TOKEN,
    toDo: 'Copy a new refresh token from your Account page and enter it here.',
    action: ENTER_NEW,
  };
}
