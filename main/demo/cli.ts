import { appendFile, readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';

import { DAY_MS } from '../core/time/time.ts';
import type { KnownRefreshToken } from './refresh-tokens.ts';
import { startDemoServer } from './server.ts';

const WEEK_MS = 7 * DAY_MS;

const USAGE = 'Options: --port N, --remember FILE, --json, --until-stdin-closes';

/** The options of the demo server's own command line. */
interface CliOptions {
  readonly port: number;
  /** The file that refresh tokens are written to, so that the next run accepts them too. */
  readonly remember: string | undefined;
  readonly json: boolean;
  readonly untilStdinCloses: boolean;
}

function optionsFrom(args: string[]): CliOptions | undefined {
  try {
    const { values } = parseArgs({
      args,
      options: {
        port: { type: 'string' },
        remember: { type: 'string' },
        json: { type: 'boolean' },
        'until-stdin-closes': { type: 'boolean' },
      },
    });
    const port = Number(values.port ?? 0);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) return undefined;
    return {
      port,
      remember: values.remember,
      json: values.json ?? false,
      untilStdinCloses: values['until-stdin-closes'] ?? false,
    };
  } catch {
    return undefined; // parseArgs throws on options it does not know; the caller prints the ones there are.
  }
}

/** Reads the refresh tokens of earlier runs. They open nothing but a demo server, so a file may hold them. */
async function recall(file: string): Promise<KnownRefreshToken[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((token) => ({ token, issuedAt: Date.now() }));
}

async function remember(file: string, refreshToken: string): Promise<void> {
  await appendFile(file, `${refreshToken}\n`, { mode: 0o600 });
}

async function run(options: CliOptions): Promise<void> {
  const demoServer = await startDemoServer({
    clock: { now: () => Date.now() },
    port: options.port,
    tokenLife: { kind: 'onTheHour' },
    week: { kind: 'fixed', lifeMs: WEEK_MS },
    knownRefreshTokens: options.remember === undefined ? [] : await recall(options.remember),
  });
  if (options.remember !== undefined) await remember(options.remember, demoServer.refreshToken);
  const end = () => void demoServer.stop().then(() => process.exit(0));
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  // The server ends with the process that started it, even if that one is killed.
  if (options.untilStdinCloses) process.stdin.resume().once('close', end);

  // This comes last, because a reader of it may end this process at once.
  const { url, tokenUrl, refreshToken } = demoServer;
  console.log(
    options.json
      ? JSON.stringify({ url, tokenUrl, refreshToken })
      : `Demo server: ${url}\nRefresh token: ${refreshToken}\nA Client ID: curl --data-binary @public.pem ${url}/demo/clients`,
  );
}

const options = optionsFrom(process.argv.slice(2));
if (options === undefined) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  run(options).catch((error: unknown) => {
    const inUse = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    console.error(
      inUse
        ? `Port ${options.port} is in use. Choose another one, or leave --port out to take a free one.`
        : `The demo server could not start: ${String(error)}`,
    );
    process.exitCode = 1;
  });
}
