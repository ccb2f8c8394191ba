import type { LaunchedApp } from './launch.ts';

/** The name that the app gives the process in which it uses the keychain. */
const KEYCHAIN = 'NERD Tray keychain';

/** Gives the ids of the processes in which this app uses the keychain: one at most, none while it is not needed. */
export function keychainProcesses({ app }: Pick<LaunchedApp, 'app'>): Promise<number[]> {
  return app.evaluate(
    ({ app: electron }, name) =>
      electron
        .getAppMetrics()
        .filter((metric) => metric.name === name)
        .map(({ pid }) => pid),
    KEYCHAIN,
  );
}
