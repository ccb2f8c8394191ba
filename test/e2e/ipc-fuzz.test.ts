// Thousands of messages to main, from the page in other hands and from a frame that is none of the app's.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseCommand } from '../../main/window/parse-command.ts';
import type { Command, CommandKind } from '../../preload/contract/command.ts';
import { ONE_OF_EACH } from '../support/commands.ts';
import { nearly, PLANTED, toJson } from '../support/fuzz.ts';
import { SHIPPED_ENTRY, startAppFixture, type RunningApp, type AppFixture } from '../support/app-fixture.ts';

const MESSAGES = 10_000;
/** Without NERD's answers and dialogs of the system, which are tested one by one. */
const HARMLESS: readonly CommandKind[] = [
  ...(['changeSettings', 'annotate', 'takeKey', 'dropKey', 'pause', 'resume', 'snooze', 'showClaims'] as const),
  ...(['copyAnnotations', 'cancelAnnotation', 'readHistory', 'readNoTray', 'copyAccessToken'] as const),
];

let fixture: AppFixture;
let app: RunningApp;
let page: Page;
let printed = '';

beforeAll(async () => {
  fixture = await startAppFixture();
  app = await fixture.start({ entry: SHIPPED_ENTRY });
  for (const stream of [app.app.process().stdout, app.app.process().stderr])
    stream?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  page = await app.app.firstWindow();
  await page.getByRole('heading', { name: 'Connect to NERD' }).waitFor();
});

afterAll(() => fixture.stop());

/** As text, since Playwright carries less than a structured clone. */
const sent = fc
  .sample(
    nearly([...Object.values(ONE_OF_EACH), { kind: 'connect', text: PLANTED }, { kind: 'annotate', request: PLANTED }]),
    { numRuns: MESSAGES, seed: 1 },
  )
  .map(toJson)
  // The bridge makes a prototype of it, and so may make a good command of what is none as it stands.
  .filter((text) => !text.includes('__proto__'));

/** Has the page send these, and gives how often each answer came. */
function send(messages: readonly string[]): Promise<Record<string, number>> {
  return page.evaluate(
    async (texts) => {
      const answers: Record<string, number> = {};
      while (texts.length > 0) {
        const batch = texts.splice(0, 250).map((text, place) => {
          // What only JavaScript has, in one of ten.
          const value: unknown = JSON.parse(text);
          const odd = [new Map([[text, value]]), new Set([text]), new Uint8Array(9), new Date(NaN), [value], 10n];
          return window.nerd.send((place % 10 === 0 ? odd[text.length % odd.length] : value) as Command).then(
            () => 'answered',
            (error: unknown) => String(error),
          );
        });
        for (const answer of await Promise.all(batch)) answers[answer] = (answers[answer] ?? 0) + 1;
      }
      return answers;
    },
    [...messages],
  );
}

async function nothingIsRepeated(): Promise<void> {
  const files = await Promise.all(
    ['logs/nerd-tray.log', 'history.jsonl', 'settings.json'].map((name) =>
      readFile(join(app.userDataDir, name), 'utf8').catch(() => ''),
    ),
  );
  expect(files[0]).toContain('started');
  expect(files[0]).not.toContain('surprise');
  expect(files.join('') + printed).not.toContain(PLANTED);
  await page.getByRole('heading', { name: 'Connect to NERD' }).waitFor();
}

test('what is no command is refused, all in the same words', async () => {
  const none = sent.filter((text) => parseCommand(JSON.parse(text), 'linux') === undefined);
  expect(none.length).toBeGreaterThan(MESSAGES / 3);
  const answers = Object.keys(await send(none));
  expect(answers).toEqual([
    expect.stringMatching(/^Error: Error invoking remote method '[\w:-]+': Error: not a command of NERD Tray$/u),
  ]);
  await nothingIsRepeated();
});

test('what is one is answered, whatever it holds', async () => {
  const commands = sent.filter((text) => HARMLESS.includes(parseCommand(JSON.parse(text), 'linux')?.kind ?? 'quit'));
  expect(commands.length).toBeGreaterThan(500);
  const answers = await page.evaluate(
    (texts) =>
      Promise.all(
        texts.map((text) =>
          window.nerd.send(JSON.parse(text) as Command).then(
            () => 'answered',
            (error: unknown) => String(error),
          ),
        ),
      ),
    commands.slice(0, 1000),
  );
  expect([...new Set(answers)]).toEqual(['answered']);
  await nothingIsRepeated();
});

test('from a foreign frame nothing is taken, good commands neither', async () => {
  const answers = await app.app.evaluate(
    async ({ BrowserWindow }, { preload, texts }) => {
      const stranger = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
      await stranger.loadURL('about:blank');
      const found = (await stranger.webContents.executeJavaScript(`(async () => {
        const told = (promise) => promise.then(() => 'answered', (error) => String(error));
        const answers = [];
        for (const text of ${JSON.stringify(texts)}) answers.push(told(window.nerd.send(JSON.parse(text))));
        for (let each = 0; each < 500; each += 1) answers.push(told(window.nerd.snapshot()), told(window.nerd.history()));
        return [...new Set(await Promise.all(answers))];
      })()`)) as string[];
      stranger.destroy();
      return found;
    },
    {
      preload: `${SHIPPED_ENTRY}/out/preload/index.cjs`,
      texts: [...Object.values(ONE_OF_EACH).map((command) => JSON.stringify(command)), ...sent.slice(0, 5000)],
    },
  );
  expect(answers.length).toBeGreaterThan(0);
  for (const answer of answers)
    expect(answer).toMatch(/^Error: Error invoking remote method '[\w:-]+': Error: not the window of NERD Tray$/u);
  await nothingIsRepeated();
});
