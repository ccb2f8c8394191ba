// npm run bench:window [-- --rounds N]: how much longer the window takes to its first paint with data than a bare window
// with a static page, in one run, in turns. Nothing is asserted: machines differ, the ratio hardly.
import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DAY_MS, HOUR_MS } from '../../../main/core/time/time.ts';
import { startSandbox } from '../../../main/demo/server.ts';
import { startDesktop } from '../../support/desktop/desktop.ts';
import { median, type Timings } from './timings.ts';

const GOAL = 1.2;

const args = process.argv.slice(2);
const rounds = args[0] === '--rounds' ? Number(args[1]) : 20;
if (!Number.isInteger(rounds) || rounds < 1) {
  console.error('--rounds needs a number.');
  process.exit(2);
}
/** In plain Node the package gives its program's path. */
const electron = createRequire(import.meta.url)('electron') as string;

const desktop = await startDesktop();
const sandbox = await startSandbox({
  clock: Date,
  tokenLife: { kind: 'span', lifeMs: HOUR_MS },
  week: { kind: 'sliding', lifeMs: 7 * DAY_MS },
});
try {
  const profile = join(desktop.home, 'profile');
  await mkdir(profile, { mode: 0o700 });
  const child = spawn(
    electron,
    [
      '-r',
      join(process.cwd(), 'out/test/bench-in-main.cjs'),
      process.cwd(),
      `--user-data-dir=${profile}`,
      ...(desktop.env['NERD_TRAY_NO_SANDBOX'] === '1' ? ['--no-sandbox'] : []),
    ],
    {
      env: {
        ...desktop.env,
        NERD_TRAY_NERD_URL: sandbox.url,
        NERD_TRAY_BENCH_ROUNDS: String(rounds),
        NERD_TRAY_BENCH_TOKEN: sandbox.refreshToken,
      },
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  let timings: Timings | undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('timings ')) timings = JSON.parse(line.slice('timings '.length)) as Timings;
  }
  if (timings === undefined) throw new Error('There are no timings: the app ended before.');
  const [app, bare] = [median(timings.app), median(timings.bare)];
  console.log(`Window opened → first paint with data, median of ${rounds}: ${app.toFixed(0)} ms`);
  console.log(`A bare window with a static page, in turns with it: ${bare.toFixed(0)} ms`);
  console.log(`Ratio ${(app / bare).toFixed(2)} (goal: at most ${GOAL})`);
} finally {
  await sandbox.stop();
  await desktop.stop();
}
