import { DAY_MS, HOUR_MS } from '../../../main/core/time/time.ts';
import { startDemoServer, type DemoServer, type DemoServerOptions } from '../../../main/demo/server.ts';
import { runProgram, type CommandResult } from '../command-line.ts';
import { startDesktop, type Desktop } from '../desktop/desktop.ts';
import { saveEvidence } from '../evidence.ts';
import { nerdOverTls, type NerdOverTls } from './nerd-over-tls.ts';
import { profileArguments, startPackaged, type PackagedApp } from './packaged-app.ts';

/** The variables by which an unpacked Electron could be led elsewhere; a package has to ignore them. */
const IGNORED_VARIABLES = { NERD_TRAY_NERD_URL: 'http://127.0.0.1:9', ELECTRON_RUN_AS_NODE: '1' };

/** A private desktop, a demo server under NERD’s name, and what starts a package on them. */
export interface PackageFixture {
  readonly desktop: Desktop;
  readonly demoServer: DemoServer;
  readonly nerd: NerdOverTls;
  /** Starts a package's program on the fixture's one profile. */
  readonly start: (program: string, args?: readonly string[]) => Promise<PackagedApp>;
  /** Runs it as a person at a terminal does, beside the one that runs, and waits until it has ended. */
  readonly type: (program: string, ...args: readonly string[]) => Promise<CommandResult>;
  readonly stop: () => Promise<void>;
}

/** How they are started. */
export interface PackageFixtureOptions {
  /** Whether the desktop's user trusts the issuer of the certificate for NERD's name; true if left out. */
  readonly trusted?: boolean;
  readonly demoServer?: Partial<DemoServerOptions>;
}

/** Starts a desktop for a finished package, on which NERD's own name leads to a demo server. */
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
