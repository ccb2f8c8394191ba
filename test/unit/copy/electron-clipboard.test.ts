// With a clipboard made up here: the Electron that tests run on is older than the call that marks a text.
import { expect, test } from 'vitest';
import { createElectronClipboard, type ElectronClipboard } from '../../../main/copy/electron-clipboard.ts';

class Item {
  constructor(readonly items: Record<string, string | Blob>) {}

  get types(): string[] {
    return Object.keys(this.items);
  }
}

function fake(version: 33 | 44) {
  const calls: string[] = [];
  let text = '';
  let formats: Record<string, string | Blob> = {};
  const clipboard = {
    readText: () => text,
    writeText: (next: string) => {
      calls.push('writeText');
      text = next;
    },
    clear: (type?: 'selection') => {
      calls.push(`clear ${type ?? 'clipboard'}`);
    },
    ...(version === 44 && { selection: { clear: () => void calls.push('selection.clear') } }),
    write: (items: readonly { readonly types: readonly string[] }[]) => {
      calls.push('write');
      formats = (items[0] as Item).items;
      text = formats['text/plain'] as string;
    },
  };
  const api: ElectronClipboard = version === 44 ? { clipboard, ClipboardItem: Item } : { clipboard };
  return { api, calls, formats: () => formats };
}

const named = (name: string) => `electron application/osclipboard;format="${name}"`;

test.each<[NodeJS.Platform, readonly string[]]>([
  ['linux', ['x-kde-passwordManagerHint']],
  ['darwin', ['org.nspasteboard.ConcealedType']],
  [
    'win32',
    ['ExcludeClipboardContentFromMonitorProcessing', 'CanIncludeInClipboardHistory', 'CanUploadToCloudClipboard'],
  ],
])('from 44 on, text and marks go to the clipboard of %s in one write', async (platform, marks) => {
  const { api, calls, formats } = fake(44);
  const clipboard = createElectronClipboard(api, platform);
  expect(clipboard.marksSecrets()).toBe(true);
  expect(await clipboard.writeSecret('token')).toBe('written');
  expect(calls).toEqual(platform === 'linux' ? ['write', 'selection.clear'] : ['write']);
  expect(Object.keys(formats())).toEqual(['text/plain', ...marks.map(named)]);
  expect(formats()['text/plain']).toBe('token');
});

test('the marks say what each system asks for', async () => {
  const linux = fake(44);
  await createElectronClipboard(linux.api, 'linux').writeSecret('token');
  expect(linux.formats()[named('x-kde-passwordManagerHint')]).toBe('secret');
  const windows = fake(44);
  await createElectronClipboard(windows.api, 'win32').writeSecret('token');
  const no = windows.formats()[named('CanIncludeInClipboardHistory')] as Blob;
  expect([...new Uint8Array(await no.arrayBuffer())]).toEqual([0, 0, 0, 0]);
});

test('before 44 the text is written alone, and nobody is told that it is marked', async () => {
  const { api, calls } = fake(33);
  const clipboard = createElectronClipboard(api, 'linux');
  expect(clipboard.marksSecrets()).toBe(false);
  expect(await clipboard.writeSecret('token')).toBe('written');
  // Chromium copies to the primary selection too.
  expect(calls).toEqual(['writeText', 'clear selection']);
});

test('what is no secret is never marked, and another text that comes back is a failure', async () => {
  const { api, calls } = fake(44);
  expect(await createElectronClipboard(api, 'linux').writeText('diagnostics')).toBe('written');
  expect(calls).toEqual(['writeText']);
  const lost: ElectronClipboard = { clipboard: { ...api.clipboard, readText: () => 'other' } };
  expect(await createElectronClipboard(lost, 'linux').writeSecret('token')).toBe('failed');
});
