import { DAY_MS, HOUR_MS } from '../../../main/core/time/time.ts';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../../main/demo/server.ts';
import { programRun, type Ran } from '../command-line.ts';
import { startDesktop, type Desktop } from '../desktop/desktop.ts';
import { keepEvidence } from '../evidence.ts';
import { nerdOverTls, type NerdOverTls } from './nerd-over-tls.ts';
import { profileArguments, startPackaged, type PackagedApp } from './packaged-app.ts';

/** Switches and variables by which an unpacked Electron could be led elsewhere; a package has to pass them by. */
const LEADING_ELSEWHERE = { NERD_TRAY_NERD_URL: 'http://127.0.0.1:9', ELECTRON_RUN_AS_NODE: '1' };

export interface Scene {
  readonly desktop: Desktop;
  readonly sandbox: Sandbox;
  readonly nerd: NerdOverTls;
  /** Starts a package's program on the scene's one profile. */
  readonly start: (program: string, args?: readonly string[]) => Promise<PackagedApp>;
  /** Runs it as somebody at a terminal does, beside the one that runs, and waits until it is gone. */
  readonly type: (program: string, ...args: readonly string[]) => Promise<Ran>;
  readonly stop: () => Promise<void>;
}

export interface SceneOptions {
  /** Whether the desktop's user trusts who vouches for NERD's name; yes unless said. */
  readonly trusted?: boolean;
  readonly sandbox?: Partial<SandboxOptions>;
}

/** A desktop for a finished package, and NERD's own name on it leading to a look-alike. */
export async function startScene({ trusted = true, sandbox: options }: SceneOptions = {}): Promise<Scene> {
  const desktop = await startDesktop();
  const sandbox = await startSandbox({
    clock: { now: () => Date.now() },
    tokenLife: { kind: 'span', lifeMs: HOUR_MS },
    week: { kind: 'sliding', lifeMs: 7 * DAY_MS },
    ...options,
  });
  const nerd = await nerdOverTls(desktop, sandbox.url, trusted);
  const started: PackagedApp[] = [];
  return {
    desktop,
    sandbox,
    nerd,
    async start(program, args = []) {
      const app = await startPackaged(desktop, { program, args: [...args, ...nerd.switches], env: LEADING_ELSEWHERE });
      started.push(app);
      return app;
    },
    type: (program, ...args) =>
      programRun(program, [...profileArguments(desktop), ...nerd.switches, ...args], {
        ...desktop.env,
        ...LEADING_ELSEWHERE,
      }),
    async stop() {
      await keepEvidence(desktop);
      for (const app of started) await app.stop();
      await nerd.stop();
      await sandbox.stop();
      await desktop.stop();
    },
  };
}
