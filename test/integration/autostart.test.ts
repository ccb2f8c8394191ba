import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { autostartEntry } from '../../main/desktop/autostart-entry.ts';

const run = promisify(execFile);
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'autostart-'));
});
afterEach(() => rm(folder, { recursive: true }));

// GLib starts programs for GNOME, Xfce, Cinnamon and MATE, with no shell in between.
test.each(['plain', 'with space', 'a"b', '$HOME', '`id`', 'back\\slash', '100%', '%f', "it's", 'ümlaut', ' front'])(
  'a desktop starts the program in a folder named %j with its arguments as they are',
  async (name) => {
    const program = join(folder, name, 'AppImage 1.0');
    const args = [`--user-data-dir=${join(folder, name)}`, '--hidden'];
    await mkdir(dirname(program));
    const log = join(folder, 'log');
    await writeFile(program, `#!/bin/sh\nprintf '%s\\n' "$0" "$@" > '${log}.new' && mv '${log}.new' '${log}'\n`);
    await chmod(program, 0o755);
    const entry = join(folder, 'nerd-tray.desktop');
    await writeFile(entry, autostartEntry([program, ...args]));
    await run('desktop-file-validate', [entry]);
    await run('gio', ['launch', entry]);
    await expect.poll(() => readFile(log, 'utf8').catch(() => '')).toBe([program, ...args, ''].join('\n'));
  },
);
