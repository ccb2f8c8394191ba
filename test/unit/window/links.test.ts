import { beforeEach, expect, test } from 'vitest';
import { openLink } from '../../../main/window/links.ts';
import { resetElectron, shell } from '../../support/fake-electron/index.ts';

beforeEach(resetElectron);

test('a link leads to NERD, its status or its support, and a mail never has an address of its own in it', async () => {
  for (const link of ['nerd', 'status', 'support', 'keyEmail'] as const) await openLink(link);
  expect(shell.opened.slice(0, 3)).toEqual([
    'https://nerd.kensho.com/',
    'https://status.kensho.com',
    'mailto:support@kensho.com',
  ]);
  expect(shell.opened[3]).toMatch(/^mailto:support@kensho\.com\?subject=/u);
});
