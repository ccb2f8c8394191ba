import { DAY_MS, HOUR_MS } from '../../../main/core/time/time.ts';
import { startDemoServer, type DemoServer, type DemoServerOptions } from '../../../main/demo/server.ts';
import { runProgram, type CommandResult } from '../command-line.ts';
import { startDesktop, type Desktop } from '../desktop/desktop.ts';
import { saveEvidence } from '../evidence.ts';
import { nerdOverTls, type NerdOverTls } from './nerd-over-tls.ts';
import { profileArguments, startPackaged, type PackagedApp } from './packaged-app.ts';

/** Switches and variables by which an unpacked Electron could be led elsewhere; a package has to pass them by. */
const IGNORED_VARIABLES = { NERD_TRAY_NERD_URL: 'http://127.0.0.1:9', ELECTRON_RUN_AS_NODE: '1' };

export interface PackageFixture {
  readonly desktop: Desktop;
  readonly demoServer: DemoServer;
  readonly nerd: NerdOverTls;
  /** Starts a package's program on the scene's one profile. */
  readonly start: (program: string, args?: readonly string[]) => Promise<PackagedApp>;
  /** Runs it as somebody at a terminal does, beside the one that runs, and waits until it is gone. */
  readonly type: (program: string, ...args: readonly string[]) => Promise<CommandResult>;
  readonly stop: () => Promise<void>;
}

export interface PackageFixtureOptions {
  /** Whether the desktop's user trusts who vouches for NERD's name; yes unless said. */
  readonly trusted?: boolean;
  readonly demoServer?: Partial<DemoServerOptions>;
}

/** A desktop for a finished package, and NERD's own name on it leading to a demo server. */
export async function startPackageFixture({
  trusted = true,
  demoServer: options,
}: PackageFixtureOptions = {}): Promise<PackageFixture> {
  const desktop = await startDesktop();
  const demoServer = await startDemoServer({
    clock: { now: () => Date.now() },
    tokenLife: { kind: 'span', lifeMs: HOUR_MS },
    week: { kind: 'sliding', lifeMs: 7 * DAY_MS },
    ...options,
  });
  const nerd = await nerdOverTls(desktop, demoServer.url, trusted);
  const started: PackagedApp[] = [];
  return {
    desktop,
    demoServer,
    nerd,
    async start(program, args = []) {
      const app = await startPackaged(desktop, { program, args: [...args, ...nerd.switches], env: IGNORED_VARIABLES });
      started.push(app);
      return app;
    },
    type: (program, ...args) =>
      runProgram(program, [...profileArguments(desktop), ...nerd.switches, ...args], {
        ...desktop.env,
        ...IGNORED_VARIABLES,
      }),
    async stop() {
      await saveEvidence(desktop);
      for (const app of started) await app.stop();
      await nerd.stop();
      await demoServer.stop();
      await desktop.stop();
    },
  };
}
