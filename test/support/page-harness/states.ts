import { ACTIVITY_STATES } from './activity-states.ts';
import { CONNECT_STATES } from './connect-states.ts';
import type { PageState } from './fake-bridge.ts';
import { WEEK } from './histories.ts';
import { CONNECTED, ENDS_AT, message, MINUTE_MS, NOW, UNREACHABLE } from './snapshots.ts';
import { SETTINGS_STATES } from './settings-states.ts';
import { PROXY_STATES } from './proxy-states.ts';
import { KEY_PAIR_STATES } from './key-pair-states.ts';
import { TROUBLE_STATES } from './trouble-states.ts';
import { TRY_STATES } from './try-states.ts';
import { WARNING_STATES } from './warning-states.ts';

/** Diagnostics that are long enough to scroll, with a line that is longer than the window is wide. */
const DIAGNOSTICS = [
  'NERD Tray diagnostics\n2026-11-20 09:17:30\nAll times are in UTC.\n\n== History, the last 8 days ==\n2026-11-20',
  ...Array.from({ length: 40 }, (_, minute) => `08:${10 + minute}:00 refresh: network, of its own accord, 12 ms`),
].join('\n');

/** The connected states with nothing wrong. */
const CONNECTED_STATES: readonly PageState[] = [
  { name: 'fine', snapshot: CONNECTED },
  {
    name: 'help-development',
    snapshot: { ...CONNECTED, buildNote: 'Development build on Electron 33.2.1' },
  },
  { name: 'copied', snapshot: { ...CONNECTED, copied: { expiresAt: ENDS_AT } } },
  { name: 'on-clipboard', snapshot: { ...CONNECTED, onClipboard: { clearsAt: NOW + MINUTE_MS } } },
  { name: 'stays-on-clipboard', snapshot: { ...CONNECTED, onClipboard: { clearsAt: undefined } } },
  {
    name: 'copy-here',
    snapshot: { ...CONNECTED, requestedPage: { page: 'copyHere', click: 1 } },
  },
  { name: 'copying', snapshot: CONNECTED, answers: { copyAccessToken: 'never' } },
  {
    name: 'copy-failed',
    snapshot: CONNECTED,
    answers: {
      copyAccessToken: {
        ok: false,
        message: message(
          'problem',
          'Not copied',
          'The clipboard did not take the access token. Another program may be holding it. The access token itself works. Try again.',
        ),
      },
    },
  },
  {
    name: 'under-a-minute',
    snapshot: { ...CONNECTED, session: { kind: 'active', expiresAt: NOW + 20_000, refreshAt: NOW } },
  },
  {
    name: 'full-hour',
    snapshot: { ...CONNECTED, session: { kind: 'active', expiresAt: NOW + 65 * MINUTE_MS, refreshAt: NOW } },
  },
  { name: 'copies-python', snapshot: { ...CONNECTED, settings: { ...CONNECTED.settings, copyFormat: 'python' } } },
  {
    name: 'paused',
    snapshot: {
      ...CONNECTED,
      pause: { untilAt: undefined },
      message: message(
        'calm',
        'Paused',
        'NERD Tray fetches no access token until you resume, but for a copy that needs one. Your access token works until 11:00.',
        { kind: 'resume', label: 'Resume' },
      ),
    },
  },
  {
    name: 'clock-wrong',
    snapshot: {
      ...CONNECTED,
      clockMessage: message(
        'attention',
        'This computer’s clock is 3 h fast',
        'NERD Tray goes by NERD’s time, so your access token stays fresh, and the times shown here are right. Set the clock, since other programs go by it.',
      ),
    },
  },
  {
    name: 'asked-to-wait',
    snapshot: {
      ...CONNECTED,
      heldUntil: NOW + 20 * MINUTE_MS,
      holdMessage: message(
        'attention',
        'NERD asked to wait until 10:37',
        'Until then NERD Tray sends nothing, even if you click. A valid access token can still be copied. Try again after that.',
      ),
    },
  },
  {
    name: 'refreshing',
    snapshot: {
      ...CONNECTED,
      session: { kind: 'refreshing', expiresAt: NOW + 14.5 * MINUTE_MS },
      message: message('busy', 'Refreshing', 'Your access token works until 10:32.'),
    },
  },
  {
    name: 'refreshing-first',
    snapshot: {
      ...CONNECTED,
      session: { kind: 'refreshing', expiresAt: undefined },
      message: message('busy', 'Refreshing', 'Asking NERD for an access token.'),
    },
  },
];

/** The other connected states: the demo account, a candidate, the diagnostics, a desktop without a tray. */
const OTHER_STATES: readonly PageState[] = [
  {
    name: 'demo',
    snapshot: {
      ...CONNECTED,
      credential: { kind: 'demo', enteredAt: NOW - 18 * MINUTE_MS, lasts: 'noExpiry' },
      week: undefined,
    },
  },
  {
    name: 'connected-candidate',
    snapshot: {
      ...CONNECTED,
      candidate: { kind: 'unreachable', failure: 'network' },
      candidateMessage: UNREACHABLE,
    },
  },
  { name: 'diagnostics', snapshot: CONNECTED, answers: { readDiagnostics: { ok: true, text: DIAGNOSTICS } } },
  {
    name: 'diagnostics-not-copied',
    snapshot: CONNECTED,
    answers: {
      readDiagnostics: { ok: true, text: DIAGNOSTICS },
      copyDiagnostics: {
        ok: false,
        message: message(
          'problem',
          'Not copied',
          'The clipboard did not take the diagnostics. Another program may be holding it. You can still read them here. Try again.',
        ),
      },
    },
  },
  {
    name: 'no-tray',
    snapshot: {
      ...CONNECTED,
      desktop: { ...CONNECTED.desktop, hasTray: false },
      trayMessage: message(
        'attention',
        'No tray for the icon',
        'If you see no icon, all else works: start NERD Tray again to open this window, and quit it in Settings. GNOME shows it with the extension “AppIndicator Support”.',
      ),
    },
  },
];

/** Every state of the page, one for each picture. A state that names no history has that of a week. */
export const PAGE_STATES: readonly PageState[] = [
  ...CONNECT_STATES,
  ...CONNECTED_STATES,
  ...TROUBLE_STATES,
  ...OTHER_STATES,
  ...SETTINGS_STATES,
  ...WARNING_STATES,
  ...KEY_PAIR_STATES,
  ...PROXY_STATES,
  ...TRY_STATES,
  ...ACTIVITY_STATES,
].map((state) => ({ ...state, answers: { readHistory: { ok: true, entries: WEEK }, ...state.answers } }));
