import { ACTIVITY_STATES } from './activity-states.ts';
import { CONNECT_STATES } from './connect-states.ts';
import type { PageState } from './fake-bridge.ts';
import {
  button,
  inSequence,
  heading,
  settings,
  tryNerd,
  found,
  check,
  NAVIGATION_BY_STATE,
  type Navigation,
} from './navigation.ts';
import { PAGE_STATES } from './states.ts';
import { WARNING_STATES } from './warning-states.ts';

/** One screen in one state, with the way that leads a person there. */
export interface PageView {
  readonly name: string;
  /** The heading under which the gallery shows it. */
  readonly group: string;
  readonly state: PageState;
  /** The clicks that lead to the screen from the loaded page. */
  readonly navigate?: Navigation;
}

/** The pages and dialogs that are reached from a state: each has a name, a group, the state and the clicks. */
const VIEWS_BY_NAVIGATION: readonly (readonly [string, string, string, Navigation])[] = [
  ['connect-typed', 'Connect', 'connect', (page) => page.getByLabel('Or enter it yourself').fill('a refresh token')],
  ['replace', 'Connect', 'fine', inSequence(button('Replace token…'), heading('Replace the refresh token'))],
  ['leave-demo-for-own', 'Connect', 'demo', inSequence(button('Connect…'), heading('Connect to NERD'))],
  [
    'key-pair-replace',
    'Key pair',
    'key-pair-connected',
    inSequence(button('Replace key…'), heading('Replace the key pair')),
  ],
  ['key-pair-settings', 'Settings', 'key-pair-connected', settings],
  [
    'key-pair-forget',
    'Dialogs',
    'key-pair-connected',
    inSequence(button('Forget…'), (page) => page.getByRole('dialog').waitFor()),
  ],
  [
    'key-pair-discard',
    'Dialogs',
    'key-pair-waiting',
    inSequence(
      button('A new key pair waits for its Client ID'),
      button('Discard…'),
      (page) => page.getByRole('dialog').waitFor(),
      (page) => page.evaluate(() => scrollTo(0, 0)),
    ),
  ],
  ['proxy-later', 'Proxy', 'proxy', inSequence(button('Not now'), heading('The proxy wants a password'))],
  ['proxy-connecting-later', 'Proxy', 'proxy-connecting', inSequence(button('Not now'), heading('Connect to NERD'))],
  [
    'try-card',
    'Try',
    'try-found',
    inSequence(found, button('Apple Park FAC · ORG'), (page) => page.getByRole('group', { name: 'Entity' }).waitFor()),
  ],
  [
    'try-filtered',
    'Try',
    'try-found',
    inSequence(found, button('Type'), (page) => page.getByLabel('Filter').fill('wiki gpe')),
  ],
  [
    'try-capiq',
    'Try',
    'try',
    inSequence(
      tryNerd,
      (page) => page.getByLabel('Capital IQ').click(),
      (page) => page.getByText('Originating entity').click(),
    ),
  ],
  [
    'check-tested',
    'Try',
    'check',
    inSequence(check, button('Test this token'), button('Look inside'), (page) =>
      page.getByText('What the token').waitFor(),
    ),
  ],
  ['forget', 'Dialogs', 'fine', inSequence(button('Forget…'), (page) => page.getByRole('dialog').waitFor())],
  ['leave-demo', 'Dialogs', 'demo', inSequence(button('Leave demo…'), (page) => page.getByRole('dialog').waitFor())],
  ['warned-later', 'Warnings', 'warned', button('Later…')],
  ['settings', 'Settings', 'fine', settings],
  [
    'settings-changed',
    'Settings',
    'fine',
    inSequence(
      button('Settings'),
      (page) => page.getByLabel('Copies the access token').click(),
      (page) => page.getByRole('button', { name: 'Undo' }).waitFor(),
    ),
  ],
  [
    'settings-recording',
    'Settings',
    'fine',
    inSequence(button('Settings'), button('Record…'), (page) => page.keyboard.press('k')),
  ],
  ['settings-no-tray', 'Settings', 'no-tray', settings],
  ['settings-signed-out', 'Settings', 'connect', settings],
  ['help', 'Help', 'fine', inSequence(button('Help'), heading('About NERD Tray'))],
];

function stateNamed(name: string): PageState {
  const state = PAGE_STATES.find((candidate) => candidate.name === name);
  if (state === undefined) throw new Error(`There is no page state “${name}”`);
  return state;
}

function groupOf(state: PageState): string {
  if (ACTIVITY_STATES.includes(state)) return 'Week';
  if (state.name.startsWith('proxy')) return 'Proxy';
  if (state.name.startsWith('key-pair')) return 'Key pair';
  if (/^(?:try|check)/u.test(state.name)) return 'Try';
  if (/^(?:diagnostics|help)/u.test(state.name)) return 'Help';
  if (state.name.startsWith('settings')) return 'Settings';
  if (CONNECT_STATES.includes(state)) return 'Connect';
  return WARNING_STATES.includes(state) ? 'Warnings' : 'Connected';
}

/** Every screen in every state that it has. */
export const PAGE_VIEWS: readonly PageView[] = [
  ...PAGE_STATES.map((state) => {
    const navigate = NAVIGATION_BY_STATE[state.name];
    return { name: state.name, group: groupOf(state), state, ...(navigate === undefined ? {} : { navigate }) };
  }),
  ...ACTIVITY_STATES.map((state) => ({
    name: `${state.name}-screen`,
    group: 'Activity',
    state,
    navigate: inSequence(button('Activity'), heading('Activity')),
  })),
  ...VIEWS_BY_NAVIGATION.map(([name, group, state, navigate]) => ({ name, group, state: stateNamed(state), navigate })),
];
