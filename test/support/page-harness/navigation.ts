// How a person comes from one screen of the page to another.
import type { Page } from 'playwright';

/** Clicks that lead from one screen to another; resolves once that is there. */
export type Navigation = (page: Page) => Promise<void>;

/** Clicks the button with this name. */
export const button =
  (name: string | RegExp): Navigation =>
  (page) =>
    page.getByRole('button', { name, exact: typeof name === 'string' }).click();
/** Takes these steps one after the other. */
export const inSequence =
  (...steps: readonly Navigation[]): Navigation =>
  async (page) => {
    for (const step of steps) await step(page);
  };
const busy: Navigation = (page) => page.locator('[aria-busy]').waitFor();
const alert: Navigation = (page) => page.getByRole('alert').waitFor();
/** Waits for the page with this heading. */
export const heading =
  (name: string): Navigation =>
  (page) =>
    page.getByRole('heading', { level: 1, name }).waitFor();

const paste = button('Paste and connect');
const copy = button(/^Copy (?!as$)/u);
const diagnostics = inSequence(button('Help'), button('Diagnostics…'), (page) =>
  page.getByRole('region', { name: 'Diagnostics' }).getByText('History').waitFor(),
);

const keyPair = inSequence(button('Key pair (production)'), heading('Connect with a key pair'));
const keyFile = inSequence(keyPair, button('Choose file…'));
/** Opens the settings. */
export const settings = inSequence(button('Settings'), heading('Settings'));

/** Opens the page that finds entities. */
export const tryNerd = inSequence(button('Try'), (page) => page.getByLabel('Text', { exact: true }).waitFor());
const find = inSequence(tryNerd, button('Use an example'), button('Find entities'));
/** Opens that page and waits for what is found in the example. */
export const found = inSequence(find, (page) => page.getByRole('table').waitFor());
/** Opens the check of the access token. */
export const check = inSequence(button('Help'), button('Check the token…'), (page) =>
  page.getByRole('button', { name: 'Look inside' }).waitFor(),
);

/** The clicks for each state that the page shows only after a click. */
export const NAVIGATION_BY_STATE: Readonly<Record<string, Navigation>> = {
  'connect-trying': inSequence(paste, busy),
  'connect-refused': inSequence(paste, alert),
  'connect-unusual': inSequence(paste, (page) => page.getByRole('button', { name: 'Send anyway' }).waitFor()),
  'key-pair': keyPair,
  'key-pair-taken': inSequence(keyFile, (page) => page.getByText('RSA, 2,048 bits').waitFor()),
  'key-pair-no-key': inSequence(keyFile, alert),
  'key-pair-refused': inSequence(keyFile, button('Connect'), alert),
  'key-pair-waiting': inSequence(button('A new key pair waits for its Client ID'), heading('Connect with a key pair')),
  copying: inSequence(copy, busy),
  'copy-failed': inSequence(copy, alert),
  'settings-shortcut-taken': settings,
  'copy-here': alert,
  'copies-python': (page) => page.getByText('Preview').click(),
  'help-development': inSequence(button('Help'), heading('About NERD Tray')),
  'settings-macos': settings,
  'settings-launch-on': settings,
  'settings-launch-needs-approval': settings,
  'settings-launch-unavailable': settings,
  'settings-launch-not-changed': inSequence(settings, (page) => page.getByLabel('Start NERD Tray').click(), alert),
  'proxy-connecting': inSequence((page) => page.getByLabel('Name').fill('grace.hopper'), button('Continue'), busy),
  'settings-proxy': inSequence(button('Settings'), heading('Settings')),
  try: tryNerd,
  'try-reading': inSequence(find, busy),
  'try-found': found,
  'try-nothing': inSequence(find, (page) => page.getByText('no entities').waitFor()),
  'try-failed': inSequence(find, alert),
  check,
  'check-failed': inSequence(check, button('Test this token'), alert),
  diagnostics,
  'diagnostics-not-copied': inSequence(diagnostics, button('Copy diagnostics'), alert),
};
