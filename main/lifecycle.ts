import { app, dialog } from 'electron';
import { UnsafeSetting } from './adapters/nerd-url.ts';
import { startApp, type RunningApp } from './app.ts';
import { inWords } from './core/words/entry.ts';
import { MISTAKES } from './core/words/mistakes.ts';
import type { ProductionPorts } from './production-ports.ts';

/** What may still be stored at the end, a new refresh token above all, has this long. */
const LONGEST_QUIT_MS = 1500;

/** From ready to quit: starts the app, opens its window on a second start, survives surprises, ends clean. */
export function run(makePorts: () => ProductionPorts, started: (app: RunningApp) => void = () => undefined): void {
  let running: RunningApp | undefined;
  let ports: ProductionPorts | undefined;
  let wanted = false;

  const openWindow = (): void => {
    // A second start can come before the first one is ready.
    if (running === undefined) wanted = true;
    else void running.dispatch({ kind: 'openWindow' });
  };
  app.on('second-instance', openWindow);
  // macOS: a click on the dock or a second start from Finder.
  app.on('activate', openWindow);
  // A tray app lives on without a window.
  app.on('window-all-closed', () => undefined);
  surviveSurprises(() => ports);

  app.on('will-quit', (event) => {
    if (running === undefined) return;
    event.preventDefault();
    const stopped = running.stop();
    running = undefined;
    const { secrets, demo } = ports ?? {};
    const others = Promise.race([Promise.allSettled([stopped, demo?.stop()]), later(LONGEST_QUIT_MS)]);
    void Promise.allSettled([others, secrets?.close(LONGEST_QUIT_MS)]).then(() => {
      app.exit();
    });
  });

  // Not awaited at top level: in an ESM main that never resolves.
  void app.whenReady().then(() => {
    try {
      ports = makePorts();
      running = startApp(ports);
      started(running);
      if (wanted) openWindow();
    } catch (error) {
      // The words of any other error are for developers, and may hold what is nobody's business.
      const reason = error instanceof UnsafeSetting ? error.message : undefined;
      const { title, sentence } = inWords(MISTAKES.couldNotStart({ reason }));
      dialog.showErrorBox(title, sentence);
      app.exit(1);
    }
  });
}

/** An exception that nobody expected is logged by its kind alone and told once; the tray lives on. */
function surviveSurprises(ports: () => ProductionPorts | undefined): void {
  let told = false;
  const survive = (error: unknown): void => {
    const known = ports();
    known?.log.event('surprise', { name: error instanceof Error ? error.constructor.name : typeof error });
    if (told || known === undefined) return;
    told = true;
    const { title, sentence } = inWords(MISTAKES.surprise);
    void known.notifier.show({ id: 'surprise', title, body: sentence, buttons: [] }, () => undefined);
  };
  process.on('uncaughtException', survive);
  process.on('unhandledRejection', survive);
}

function later(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
