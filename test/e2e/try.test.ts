// NERD tried in the real window, against the demo server.
import axe, { type Result } from 'axe-core';
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { MINUTE_MS } from '../../main/core/time/time.ts';
import { annotationText } from '../../renderer/text/annotation-text.ts';
import { searchFiles, searchHeap } from '../support/app-search.ts';
import { connect, screenshotPath, startAppFixture, type AppFixture, type RunningApp } from '../support/app-fixture.ts';
import { saveEvidence } from '../support/evidence.ts';

const run = promisify(execFile);
/** Nowhere else on this machine. */
const MARKER = 'Zyxwvut-4471';

let fixture: AppFixture | undefined;

afterEach(async () => {
  await fixture?.stop();
  fixture = undefined;
});

async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(
    async (): Promise<readonly Result[]> => (await (window as unknown as { axe: typeof axe }).axe.run()).violations,
  );
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

const focused = (page: Page) =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent.trim());

/** Presses Tab until what has the focus is called so. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let press = 0; press < 30; press += 1) {
    await page.keyboard.press('Tab');
    if ((await focused(page)) === name) return;
  }
  throw new Error(`Tab does not lead to “${name}”`);
}

async function find(page: Page, text: string): Promise<void> {
  await page.getByLabel('Text', { exact: true }).fill(text);
  await page.getByRole('button', { name: 'Find entities' }).click();
  await page.getByText('Sent. NERD is reading…').waitFor();
}

// Each goes on in the app that the one before has left.
describe('in one run, connected', () => {
  let fixture: AppFixture;
  let app: RunningApp;

  beforeAll(async () => {
    fixture = await startAppFixture();
    app = await fixture.start();
    await app.app.firstWindow();
  });

  afterEach(() => saveEvidence(fixture.desktop));

  afterAll(() => fixture.stop());

  test('the token is tested and looked into, and stays in main; turned down, it is refreshed once and told', async () => {
    const { demoServer, clock } = fixture;
    const page = await app.window();
    await page.getByRole('button', { name: 'Help' }).click();
    await page.getByRole('button', { name: 'Check the token…' }).click();
    await page.getByRole('button', { name: 'Test this token' }).click();
    await page.getByRole('alert').getByRole('button', { name: 'Connect' }).click();
    await connect(page, demoServer.refreshToken);

    await page.getByRole('button', { name: 'Help' }).click();
    await page.getByRole('button', { name: 'Check the token…' }).click();
    await page.getByRole('button', { name: 'Test this token' }).click();
    await page.getByText('NERD accepts this access token.').waitFor();
    await page.getByRole('button', { name: 'Look inside' }).click();
    await page.getByText('What the token says').waitFor();
    const told = await page.getByRole('main').innerText();
    expect(told).toContain('ada@example.com');
    expect(told).toContain('kensho:app:nerd');
    expect(told).toMatch(/exp\s+\d\d:\d\d/u);
    expect(await violations(page)).toEqual([]);
    await page.screenshot(screenshotPath('check'));
    const answer = await page.evaluate(() => window.nerd.send({ kind: 'checkToken' }));
    expect(Object.keys(answer).sort()).toEqual(['email', 'ok', 'scopes', 'tookMs']);
    // Neither it nor its parts: each begins so.
    expect(await searchHeap(page, [{ name: 'access token', value: 'eyJhbGciOiJSUzI1NiIs' }])).toEqual([]);

    // A click asks NERD at most once in five seconds, and it has just connected.
    await fixture.warp(app, { at: clock.now() + MINUTE_MS });
    const reply = { status: 403, headers: { 'content-type': 'application/json' }, body: '{}' };
    demoServer.setFault({ kind: 'answer', reply }, 'GET /me');
    const before = demoServer.requests.length;
    await page.getByRole('button', { name: 'Test this token' }).click();
    await page.getByRole('alert').getByRole('heading', { name: 'NERD did not accept the access token' }).waitFor();
    expect(demoServer.requests.slice(before).map(({ path }) => path)).toEqual(['/me', '/oauth2/refresh', '/me']);
    demoServer.setFault(undefined);
  });

  test('with the keyboard alone: an example is read, its entities are walked through and copied as calls that give the same', async () => {
    const { desktop } = fixture;
    const page = await app.window();
    await tabTo(page, 'Try');
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page)).toBe('Try NERD');
    await page.getByLabel('Text', { exact: true }).waitFor();
    await tabTo(page, 'Use an example');
    await page.keyboard.press('Enter');
    await tabTo(page, 'Find entities');
    await page.keyboard.press('Enter');
    await page.getByText('11 mentions, 13 entities.').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.screenshot(screenshotPath('try'));

    // One stop for all marks; the arrows walk, Enter opens, Escape leads back.
    await tabTo(page, 'Kensho');
    await page.keyboard.press('ArrowRight');
    expect(await focused(page)).toBe('S&P Global');
    await page.keyboard.press('End');
    expect(await focused(page)).toBe('תל אביב');
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await page.getByRole('group', { name: 'Entity', exact: true }).getByText('251994106').waitFor();
    expect(await focused(page)).toBe('Entity');
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect.poll(() => focused(page)).toBe('Kensho');

    const table = await page.getByRole('table').innerText();
    const copied = async (format: string): Promise<string> => {
      await desktop.clipboard.writeText('something else');
      await tabTo(page, format);
      await page.keyboard.press('Enter');
      await expect.poll(() => desktop.clipboard.readText()).not.toBe('something else');
      return await desktop.clipboard.readText();
    };
    const labelsOf = (results: readonly { annotations: readonly { text: string; entity_label: string | null }[] }[]) =>
      results.flatMap(({ annotations }) => annotations.map((one) => `${one.text}\t${one.entity_label ?? 'None'}`));
    const json = JSON.parse(await copied('JSON')) as { results: Parameters<typeof labelsOf>[0] };
    const labels = labelsOf(json.results);
    expect(labels).toHaveLength(16);
    // The same as the window shows.
    for (const { annotations } of json.results) {
      for (const { text, entity_label: label } of annotations) expect(table).toContain(label ?? text);
    }
    expect((await copied('CSV')).trim().split('\r\n')).toHaveLength(1 + labels.length);

    const shell = async (line: string): Promise<string> =>
      (await run('sh', ['-c', line], { env: { ...process.env, NO_PROXY: '*' } })).stdout;
    const curl = JSON.parse(await shell(await copied('curl'))) as typeof json;
    expect(labelsOf(curl.results)).toEqual(labels);
    const file = join(desktop.home, 'pasted.py');
    await writeFile(file, await copied('Python'));
    const printed = (await shell(`PYTHONIOENCODING=utf-8 python3 '${file}'`)).trim().split('\n');
    expect(printed.map((line) => line.split('\t').slice(0, 2).join('\t'))).toEqual(labels);
  });

  test('cancelled, the job is deleted; nothing of a text is kept anywhere, nor in the window when it opens anew', async () => {
    const { demoServer } = fixture;
    let page = await app.window();
    const jobs = demoServer.jobs;
    await page.getByRole('button', { name: 'Try', exact: true }).click();
    await find(page, `Kensho met ${MARKER}.`);
    await expect.poll(() => demoServer.jobs).toBe(jobs + 1);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('Cancelled.').waitFor();
    await expect.poll(() => demoServer.jobs).toBe(jobs);

    await find(page, `Kensho met ${MARKER}.`);
    await page.getByRole('table').waitFor();
    // Elsewhere and back it is still there.
    await page.getByRole('button', { name: 'Activity' }).click();
    await page.getByRole('button', { name: 'Try', exact: true }).click();
    await page.getByRole('table').waitFor();
    const secrets = [{ name: 'text', value: MARKER }];
    const snapshot = await page.evaluate(() => window.nerd.snapshot());
    expect(JSON.stringify(snapshot)).not.toContain(MARKER);
    expect(await searchFiles(fixture, app, secrets)).toEqual([]);

    // A job that is under way ends with the window, and so does what main had found.
    await page.getByRole('button', { name: 'Find entities' }).click();
    await expect.poll(() => demoServer.jobs).toBe(jobs + 2);
    await page.close();
    await expect.poll(() => demoServer.jobs).toBe(jobs + 1);
    page = await app.window();
    await page.getByRole('button', { name: 'Try', exact: true }).click();
    await expect.poll(() => page.getByLabel('Text', { exact: true }).inputValue()).toBe('');
    const forgotten = await page.evaluate(() => window.nerd.send({ kind: 'copyAnnotations', as: 'json' }));
    expect(forgotten).toMatchObject({ ok: false, message: { title: 'There is nothing to copy' } });
    await app.stop();
    expect(await searchFiles(fixture, app, secrets)).toEqual([]);
  });
});

test('the example shows off emoji and right-to-left text, placed right', async () => {
  fixture = await startAppFixture();
  const app = await fixture.start();
  const page = await app.app.firstWindow();
  await page.getByRole('button', { name: 'Try it with a demo account' }).click();
  await page.getByRole('heading', { name: 'Everything is fine' }).waitFor();
  await page.getByRole('button', { name: 'Try', exact: true }).click();
  await find(page, `${annotationText.exampleText} 👩‍🔬 Ada Lovelace`);
  await page.getByRole('table').waitFor();
  const marks = await page.locator('[data-mark]').allTextContents();
  expect(marks).toEqual(
    expect.arrayContaining(['Boston', 'Tim Cook', 'Apple Park', 'תל אביב', 'Ada Lovelace', 'Acme Holdings']),
  );
});
