import type { PlainResult } from '../../preload/contract/command-results.ts';
import type { Copying } from '../copy/copying.ts';
import type { LoginItem } from '../ports/desktop.ts';
import type { SettingsStore } from '../ports/storage.ts';
import { failuresIn, OK, type Handlers, type ResultParts } from './handlers.ts';

export interface SettingsCommandParts extends ResultParts {
  readonly settings: Pick<SettingsStore, 'get' | 'change'>;
  readonly loginItem: Pick<LoginItem, 'state' | 'change'>;
  readonly copying: Pick<Copying, 'setShortcut'>;
  readonly snapshots: {
    /** Reads again what the system alone knows. */
    readSystem(): void;
  };
}

/** The command that changes settings. */
export function createSettingsCommands(parts: SettingsCommandParts): Handlers<'changeSettings'> {
  const { service, settings, loginItem, copying, snapshots } = parts;
  const failed = failuresIn(parts.context);

  /** The system alone stores whether the app starts at login, so a change that it refuses has no effect. */
  const launchResult = (on: boolean): PlainResult => {
    if ((loginItem.state() === 'on') === on) return OK;
    if (!loginItem.change(on)) return failed({ kind: 'launchNotChanged', on });
    return loginItem.state() === 'needsApproval' && on ? failed({ kind: 'launchNeedsApproval' }) : OK;
  };

  return {
    changeSettings({ settings: { launchAtLogin, ...changes } }) {
      const { copyShortcut } = changes;
      const problem = copyShortcut === undefined ? undefined : copying.setShortcut(copyShortcut);
      const before = problem === undefined ? {} : { copyShortcut: settings.get().copyShortcut };
      const isWritten = Object.keys(changes).length === 0 || settings.change({ ...changes, ...before });
      const launch = launchAtLogin === undefined ? OK : launchResult(launchAtLogin);
      snapshots.readSystem();
      service.redraw();
      if (problem !== undefined) return failed(problem);
      if (!launch.ok) return launch;
      // A setting that could not be written holds all the same, until the app quits.
      return isWritten ? OK : failed({ kind: 'settingNotSaved' });
    },
  };
}
