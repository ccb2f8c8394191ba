import { annotationText } from '../../../renderer/text/annotation-text.ts';
import { demoAnnotations } from '../demo-annotations.ts';
import type { PageState } from './fake-bridge.ts';
import { CONNECTED, message } from './snapshots.ts';

const BUSY = message(
  'problem',
  'NERD asks for a pause',
  'NERD has had many requests and asks to wait. Your text is still here, and your session is kept. Try again in 20 seconds.',
);

const REFUSED = message(
  'problem',
  'NERD did not accept the access token',
  'NERD turned the access token down, also after NERD Tray had asked for a new one. Your session is kept. See in NERD what your account may use, or ask Kensho’s support.',
  { kind: 'openNerd', label: 'Open NERD in the browser' },
);

/** The states of the pages on which NERD and the access token are tried. */
export const TRY_STATES: readonly PageState[] = [
  { name: 'try', snapshot: CONNECTED },
  { name: 'try-reading', snapshot: CONNECTED, answers: { annotate: 'never' } },
  {
    name: 'try-found',
    snapshot: CONNECTED,
    answers: { annotate: { ok: true, annotations: demoAnnotations(annotationText.exampleText) } },
  },
  {
    name: 'try-nothing',
    snapshot: CONNECTED,
    answers: { annotate: { ok: true, annotations: { mentions: [], notLocated: 0 } } },
  },
  { name: 'try-failed', snapshot: CONNECTED, answers: { annotate: { ok: false, message: BUSY } } },
  {
    name: 'check',
    snapshot: CONNECTED,
    answers: {
      checkToken: { ok: true, email: 'ada@example.com', scopes: ['kensho:app:nerd'], tookMs: 128 },
      showClaims: {
        ok: true,
        claims: [
          { name: 'iss', value: 'https://kensho.okta.com/oauth2/default' },
          { name: 'iat', value: '10:00' },
          { name: 'exp', value: '11:00' },
          { name: 'scp', value: 'kensho:app:nerd' },
          { name: 'sub', value: 'ada@example.com' },
        ],
      },
    },
  },
  { name: 'check-failed', snapshot: CONNECTED, answers: { checkToken: { ok: false, message: REFUSED } } },
];
