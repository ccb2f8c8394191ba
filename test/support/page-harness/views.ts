import type { Page } from 'playwright';
import { ACTIVITY_STATES } from './activity-states.ts';
import { CONNECT_STATES } from './connect-states.ts';
import type { PageState } from './fake-bridge.ts';
import { PAGE_STATES } from './states.ts';
import { WARNING_STATES } from './warning-states.ts';

/** One screen in one state, as somebody comes to see it. */
export interface PageView {
  readonly name: string;
  /** What it stands under in the gallery. */
  readonly group: string;
  readonly state: PageState;
  /** The clicks that lead there from the loaded page. */
  readonly reach?: (page: Page) => Promise<void>;
}

type Reach = NonNullable<PageView['reach']>;

const button =
  (name: string | RegExp): Reach =>
  (page) =>
    page.getByRole('button', { name, exact: typeof name === 'string' }).click();
const inTurn =
  (...steps: readonly Reach[]): Reach =>
  async (page) => {
    for (const step of steps) await step(page);
  };
const busy: Reach = (page) => page.locator('[aria-busy]').waitFor();
const alert: Reach = (page) => page.getByRole('alert').waitFor();
const heading =
  (name: string): Reach =>
  (page) =>
    page.getByRole('heading', { level: 1, name }).waitFor();

const paste = button('Paste and connect');
const copy = button(/^Copy /u);
const diagnostics = inTurn(button('Help'), button('Diagnostics…'), (page) =>
  page.getByRole('region', { name: 'Diagnostics' }).getByText('History').waitFor(),
);

const keyPair = inTurn(button('Key pair (production)'), heading('Connect with a key pair'));
const keyFile = inTurn(keyPair, button('Choose file…'));
const settings = inTurn(button('Settings'), heading('Settings'));

const tryNerd = inTurn(button('Try'), (page) => page.getByLabel('Text', { exact: true }).waitFor());
const find = inTurn(tryNerd, button('Use an example'), button('Find entities'));
const found = inTurn(find, (page) => page.getByRole('table').waitFor());
const check = inTurn(button('Help'), button('Check the token…'), (page) =>
  page.getByRole('button', { name: 'Look inside' }).waitFor(),
);

/** States that show themselves only after a click. */
const REACHED: Readonly<Record<string, Reach>> = {
  'connect-trying': inTurn(paste, busy),
  'connect-refused': inTurn(paste, alert),
  'connect-unusual': inTurn(paste, (page) => page.getByRole('button', { name: 'Send anyway' }).waitFor()),
  'key-pair': keyPair,
  'key-pair-taken': inTurn(keyFile, (page) => page.getByText('RSA, 2,048 bits').waitFor()),
  'key-pair-no-key': inTurn(keyFile, alert),
  'key-pair-refused': inTurn(keyFile, button('Connect'), alert),
  'key-pair-waiting': inTurn(button('A new key pair waits for its Client ID'), heading('Connect with a key pair')),
  copying: inTurn(copy, busy),
  'copy-failed': inTurn(copy, alert),
  'settings-shortcut-taken': settings,
  'copy-here': alert,
  'copies-python': (page) => page.getByText('Preview').click(),
  'help-development': inTurn(button('Help'), heading('About NERD Tray')),
  'settings-macos': settings,
  'settings-launch-on': settings,
  'settings-launch-needs-approval': settings,
  'settings-launch-unavailable': settings,
  'settings-launch-not-changed': inTurn(settings, (page) => page.getByLabel('Start NERD Tray').click(), alert),
  'proxy-connecting': inTurn((page) => page.getByLabel('Name').fill('grace.hopper'), button('Continue'), busy),
  'settings-proxy': inTurn(button('Settings'), heading('Settings')),
  try: tryNerd,
  'try-reading': inTurn(find, busy),
  'try-found': found,
  'try-nothing': inTurn(find, (page) => page.getByText('no entities').waitFor()),
  'try-failed': inTurn(find, alert),
  check,
  'check-failed': inTurn(check, button('Test this token'), alert),
  diagnostics,
  'diagnostics-not-copied': inTurn(diagnostics, button('Copy diagnostics'), alert),
};

/** Pages and dialogs that are reached from a state: name, group, state, clicks. */
const FURTHER: readonly (readonly [string, string, string, Reach])[] = [
  ['connect-typed', 'Connect', 'connect', (page) => page.getByLabel('Or enter it yourself').fill('a refresh token')],
  ['replace', 'Connect', 'fine', inTurn(button('Replace token…'), heading('Replace the refresh token'))],
  ['leave-demo-for-own', 'Connect', 'demo', inTurn(button('Connect…'), heading('Connect to NERD'))],
  [
    'key-pair-replace',
    'Key pair',
    'key-pair-connected',
    inTurn(button('Replace key…'), heading('Replace the key pair')),
  ],
  ['key-pair-settings', 'Settings', 'key-pair-connected', settings],
  [
    'key-pair-forget',
    'Dialogs',
    'key-pair-connected',
    inTurn(button('Forget…'), (page) => page.getByRole('dialog').waitFor()),
  ],
  [
    'key-pair-discard',
    'Dialogs',
    'key-pair-waiting',
    inTurn(
      button('A new key pair waits for its Client ID'),
      button('Discard…'),
      (page) => page.getByRole('dialog').waitFor(),
      (page) => page.evaluate(() => scrollTo(0, 0)),
    ),
  ],
  ['proxy-later', 'Proxy', 'proxy', inTurn(button('Not now'), heading('The proxy wants a password'))],
  ['proxy-connecting-later', 'Proxy', 'proxy-connecting', inTurn(button('Not now'), heading('Connect to NERD'))],
  [
    'try-card',
    'Try',
    'try-found',
    inTurn(found, button('Apple Park FAC · ORG'), (page) => page.getByRole('group', { name: 'Entity' }).waitFor()),
  ],
  [
    'try-filtered',
    'Try',
    'try-found',
    inTurn(found, button('Type'), (page) => page.getByLabel('Filter').fill('wiki gpe')),
  ],
  [
    'try-capiq',
    'Try',
    'try',
    inTurn(
      tryNerd,
      (page) => page.getByLabel('Capital IQ').click(),
      (page) => page.getByText('Originating entity').click(),
    ),
  ],
  [
    'check-tested',
    'Try',
    'check',
    inTurn(check, button('Test this token'), button('Look inside'), (page) =>
      page.getByText('What the token').waitFor(),
    ),
  ],
  ['forget', 'Dialogs', 'fine', inTurn(button('Forget…'), (page) => page.getByRole('dialog').waitFor())],
  ['leave-demo', 'Dialogs', 'demo', inTurn(button('Leave demo…'), (page) => page.getByRole('dialog').waitFor())],
  ['warned-later', 'Warnings', 'warned', button('Later…')],
  ['settings', 'Settings', 'fine', settings],
  [
    'settings-changed',
    'Settings',
    'fine',
    inTurn(
      button('Settings'),
      (page) => page.getByLabel('Copies the access token').click(),
      (page) => page.getByRole('button', { name: 'Undo' }).waitFor(),
    ),
  ],
  [
    'settings-recording',
    'Settings',
    'fine',
    inTurn(button('Settings'), button('Record…'), (page) => page.keyboard.press('k')),
  ],
  ['settings-no-tray', 'Settings', 'no-tray', settings],
  ['settings-signed-out', 'Settings', 'connect', settings],
  ['help', 'Help', 'fine', inTurn(button('Help'), heading('About NERD Tray'))],
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
    const reach = REACHED[state.name];
    return { name: state.name, group: groupOf(state), state, ...(reach === undefined ? {} : { reach }) };
  }),
  ...ACTIVITY_STATES.map((state) => ({
    name: `${state.name}-screen`,
    group: 'Activity',
    state,
    reach: inTurn(button('Activity'), heading('Activity')),
  })),
  ...FURTHER.map(([name, group, state, reach]) => ({ name, group, state: stateNamed(state), reach })),
];
