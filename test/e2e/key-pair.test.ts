import { generateKeyPairSync } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DAY_MS } from '../../main/core/time/time.ts';
import { SEARCHABLE, searchApp, searchFiles, searchHeap } from '../support/app-search.ts';
import { makeTestPair } from '../support/key-pair.ts';
import type { LaunchedApp } from '../support/launch.ts';
import { connect, copyFrom, isGoodAtNerd, shot, startWorld, TEST_ENTRY, type World } from '../support/world.ts';

const PAIR = makeTestPair();
const PSS = generateKeyPairSync('rsa-pss', { modulusLength: 2048 })
  .privateKey.export({ type: 'pkcs8', format: 'pem' })
  .toString();

let world: World;

beforeEach(async () => {
  world = await startWorld();
});

afterEach(async () => {
  await world.stop();
});

const seen = (page: Page, heading: string) => page.getByRole('heading', { name: heading }).waitFor();
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const accounts = async () =>
  (await world.desktop.keyring.entries()).map(({ attributes }) => attributes['account']).sort();

/** Answers the system's dialogs with this path, as somebody who chooses it. */
function choosePath({ app }: LaunchedApp, path: string): Promise<void> {
  return app.evaluate(({ dialog }, filePath) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] });
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, path);
}

async function toKeyPair(page: Page): Promise<void> {
  await press(page, 'Key pair (production)');
  await seen(page, 'Connect with a key pair');
}

test('a pasted key connects, copies and starts again, has no week, and is nowhere but in the keychain', async () => {
  const { desktop, demoServer } = world;
  const clientId = demoServer.registerClient({ publicKey: PAIR.publicPem });
  let app = await world.start(SEARCHABLE);
  let page = await app.app.firstWindow();
  await toKeyPair(page);
  await page.getByLabel('Client ID').fill(clientId);
  await desktop.clipboard.writeText(PAIR.pkcs1);
  await page.getByLabel('Private key').focus();
  await page.keyboard.press('Control+V');
  await page.getByText('RSA, 2,048 bits').waitFor();
  expect(await page.content()).not.toContain(PAIR.secrets[1]?.value);
  await press(page, 'Connect');
  await seen(page, 'Everything is fine');
  await page.screenshot(shot('key-pair-connected'));
  expect(await isGoodAtNerd(demoServer, await copyFrom(page, desktop))).toBe(true);
  expect(await page.getByText(/week|It ends/u).count()).toBe(0);
  expect(await accounts()).toEqual(['key-pair']);
  expect(await searchHeap(page, PAIR.secrets)).toEqual([]);
  expect(await searchApp(app, PAIR.secrets)).toEqual([]);
  expect(await searchFiles(world, app, PAIR.secrets)).toEqual([]);

  await app.stop();
  app = await world.start(SEARCHABLE);
  await desktop.tray.waitFor('the time left', ({ tooltip }) => tooltip.includes(' left, until '));
  page = await app.window();
  await seen(page, 'Everything is fine');
  expect(demoServer.requests.filter(({ path }) => path === '/oauth2/refresh')).toEqual([]);
  expect(await searchFiles(world, app, PAIR.secrets)).toEqual([]);
});

test('a pair that is made here waits through a restart, and connects with its Client ID', async () => {
  const { desktop, demoServer } = world;
  const path = join(desktop.home, 'public.pem');
  let app = await world.start();
  let page = await app.app.firstWindow();
  await toKeyPair(page);
  await choosePath(app, join(desktop.home, 'no such folder', 'public.pem'));
  await press(page, 'Make a new pair for me');
  await page.getByRole('alert').getByText('The public key was not saved').waitFor();
  expect(await accounts()).toEqual(['waiting-key-pair']);
  await choosePath(app, path);
  await press(page, 'Save public key…');
  await expect.poll(() => readFile(path, 'utf8').catch(() => '')).toMatch(/^-----BEGIN PUBLIC KEY-----\n/u);
  await press(page, 'Copy text');
  await expect.poll(() => desktop.clipboard.readText()).toContain('please register the attached public key');
  await page.screenshot(shot('key-pair-waits'));
  await app.stop();

  const clientId = demoServer.registerClient({ publicKey: await readFile(path, 'utf8') });
  app = await world.start();
  page = await app.app.firstWindow();
  await press(page, 'A new key pair waits for its Client ID');
  await page.getByText('The one made here').waitFor();
  await page.getByLabel('Client ID').fill('0oa-of-somebody-else');
  await press(page, 'Connect');
  await page.getByRole('alert').getByText('does not know this Client ID').waitFor();
  expect(await accounts()).toEqual(['waiting-key-pair']);
  await page.getByLabel('Client ID').fill(` ${clientId} `);
  await page.keyboard.press('Enter');
  await seen(page, 'Everything is fine');
  expect(await isGoodAtNerd(demoServer, await copyFrom(page, desktop))).toBe(true);
  await expect.poll(accounts).toEqual(['key-pair']);
});

test('refresh token and key pair are kept beside each other, switched between, and forgotten one by one', async () => {
  const { desktop, demoServer } = world;
  const clientId = demoServer.registerClient({ publicKey: PAIR.publicPem });
  const path = join(desktop.home, 'private.pem');
  await writeFile(path, PAIR.pem);
  const app = await world.start();
  let page = await app.app.firstWindow();
  await connect(page, demoServer.refreshToken);
  await press(page, 'Settings');
  await press(page, 'Connect with a key pair…');
  await page.getByLabel('Client ID').fill(clientId);
  await choosePath(app, path);
  await press(page, 'Choose file…');
  await page.getByText('RSA, 2,048 bits, from private.pem').waitFor();
  await press(page, 'Connect');
  await page.getByText(/^Key pair connected/u).waitFor();
  expect(await accounts()).toEqual(['key-pair', 'refresh-token']);

  await press(page, 'Settings');
  await page.screenshot(shot('key-pair-settings'));
  await page.getByRole('radio', { name: /Refresh token, entered/u }).click();
  await expect.poll(() => page.getByRole('radio', { name: /Refresh token, entered/u }).isChecked()).toBe(true);
  await press(page, 'Token');
  await page.getByText(/^It ends/u).waitFor();
  await seen(page, 'Everything is fine');
  await app.stop();

  const again = await world.start();
  await desktop.tray.waitFor('the time left', ({ tooltip }) => tooltip.includes(' left, until '));
  page = await again.window();
  await seen(page, 'Everything is fine');
  await page.getByText(/^It ends/u).waitFor();
  await press(page, 'Forget…');
  await page.getByRole('dialog').getByText('NERD Tray goes on with your key pair.').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Forget', exact: true }).click();
  await page.getByText(/^Key pair connected/u).waitFor();
  expect(await accounts()).toEqual(['key-pair']);
  expect(await isGoodAtNerd(demoServer, await copyFrom(page, desktop))).toBe(true);
  await press(page, 'Forget…');
  await page.getByRole('dialog').getByRole('button', { name: 'Forget', exact: true }).click();
  await seen(page, 'Connect to NERD');
  expect(await accounts()).toEqual([]);
});

test('what is no private key, and who may not use NERD, is said in words, and nothing is kept of it', async () => {
  const { desktop, demoServer } = world;
  const clientId = demoServer.registerClient({ publicKey: PAIR.publicPem, mayUseNerd: false });
  const app = await world.start();
  const page = await app.app.firstWindow();
  await toKeyPair(page);
  const give = async (name: string, text: string | Buffer, words: string): Promise<void> => {
    await writeFile(join(desktop.home, name), text);
    await choosePath(app, join(desktop.home, name));
    await press(page, 'Choose file…');
    await page.getByRole('alert').getByText(words).waitFor();
  };
  await give('public.pem', PAIR.publicPem, 'This is the public half, which goes to Kensho.');
  await give('private.der', PAIR.der, 'This is a binary file');
  await give('keys.zip', Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(200_000)]), 'This is a zip file.');
  await page.screenshot(shot('key-pair-no-key'));
  await press(page, 'Connect');
  await page.getByRole('alert').getByText('There is no Client ID yet.').waitFor();
  await page.getByLabel('Client ID').fill(clientId);
  await page.getByText('There is no Client ID yet.').waitFor({ state: 'detached' });
  await press(page, 'Connect');
  await page.getByRole('alert').getByText('There is no private key yet.').waitFor();
  expect(demoServer.requests).toEqual([]);

  // Dropped onto the field; then by the field itself, as a password manager types.
  const dropped = await page.evaluateHandle((pem) => {
    const data = new DataTransfer();
    data.items.add(new File([pem], 'private.pem'));
    return data;
  }, PAIR.pkcs1);
  await page.getByLabel('Private key').dispatchEvent('drop', { dataTransfer: dropped });
  await page.getByText('RSA, 2,048 bits').waitFor();
  await press(page, 'Change…');
  // The earlier key is not shown any more, so it is not used.
  await press(page, 'Connect');
  await page.getByRole('alert').getByText('There is no private key yet.').waitFor();
  await give('pss.pem', PSS, 'This private key is an RSA-PSS key');
  await press(page, 'Connect');
  await page.getByRole('alert').getByText('There is no private key yet.').waitFor();
  expect(demoServer.requests).toEqual([]);
  await page.getByLabel('Private key').fill(PAIR.pem);
  await page.getByText('RSA, 2,048 bits').waitFor();
  await press(page, 'Connect');
  await page.getByRole('alert').getByText('it is not allowed to use NERD').waitFor();
  expect(await accounts()).toEqual([]);
  // With the page, main lets go of the key.
  await press(page, 'Back');
  await toKeyPair(page);
  await page.getByLabel('Client ID').fill(clientId);
  await press(page, 'Connect');
  await page.getByRole('alert').getByText('There is no private key yet.').waitFor();
});

test('with the keyboard alone, and on a clock that is a day fast', async () => {
  const { desktop, demoServer } = world;
  const clientId = demoServer.registerClient({ publicKey: PAIR.publicPem });
  await world.setWall(undefined, DAY_MS);
  const app = await world.start({ entry: TEST_ENTRY });
  const page = await app.app.firstWindow();
  await seen(page, 'Connect to NERD');
  const tabTo = async (name: string): Promise<void> => {
    for (let presses = 0; presses < 30; presses += 1) {
      await page.keyboard.press('Tab');
      const focused = await page.evaluate(() => {
        const element = document.activeElement as HTMLInputElement | null;
        return element?.labels?.[0]?.textContent ?? element?.textContent ?? '';
      });
      if (focused.trim() === name) return;
    }
    throw new Error(`Tab does not lead to “${name}”`);
  };
  await tabTo('Key pair (production)');
  await page.keyboard.press('Enter');
  await seen(page, 'Connect with a key pair');
  await tabTo('Client ID');
  await page.keyboard.type(clientId);
  await tabTo('Private key');
  await desktop.clipboard.writeText(PAIR.pem);
  await page.keyboard.press('Control+V');
  await page.getByText('RSA, 2,048 bits').waitFor();
  await tabTo('Connect');
  await page.keyboard.press('Enter');
  await seen(page, 'Everything is fine');
  await page.getByText('This computer’s clock is 24 h fast').waitFor();
  expect(await isGoodAtNerd(demoServer, await copyFrom(page, desktop))).toBe(true);
});
