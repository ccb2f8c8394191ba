import type { PlainResult } from '../../preload/contract/command-results.ts';
import type { Condition } from '../core/messages/messages.ts';
import type { LoginItem } from '../ports/desktop.ts';
import type { SettingsStore } from '../ports/storage.ts';
import { failuresIn, OK, type Handlers, type ResultParts } from './handlers.ts';

export interface SettingsCommandParts extends Pick<ResultParts, 'context'> {
  readonly settings: Pick<SettingsStore, 'get' | 'change'>;
  readonly loginItem: Pick<LoginItem, 'state' | 'change'>;
  /** Takes another shortcut, or none; says why not, and then the one before goes on. */
  readonly setShortcut: (accelerator: string | null) => Condition | undefined;
  /** Makes the app follow its settings. */
  readonly settingsChanged: () => void;
}

/** What a person does about the settings. */
export function createSettingsCommands(parts: SettingsCommandParts): Handlers<'changeSettings'> {
  const { settings, loginItem } = parts;
  const failed = failuresIn(parts.context);

  /** The system alone keeps this setting: what it does not take does not hold. */
  const launchResult = (on: boolean): PlainResult => {
    if ((loginItem.state() === 'on') === on) return OK;
    if (!loginItem.change(on)) return failed({ kind: 'launchNotChanged', on });
    return loginItem.state() === 'needsApproval' && on ? failed({ kind: 'launchNeedsApproval' }) : OK;
  };

  return {
    changeSettings({ settings: { launchAtLogin, ...changes } }) {
      const { copyShortcut } = changes;
      const problem = copyShortcut === undefined ? undefined : parts.setShortcut(copyShortcut);
      const before = problem === undefined ? {} : { copyShortcut: settings.get().copyShortcut };
      const isWritten = Object.keys(changes).length === 0 || settings.change({ ...changes, ...before });
      const launch = launchAtLogin === undefined ? OK : launchResult(launchAtLogin);
      parts.settingsChanged();
      if (problem !== undefined) return failed(problem);
      if (!launch.ok) return launch;
      // A setting that could not be written holds all the same, until the app quits.
      return isWritten ? OK : failed({ kind: 'settingNotSaved' });
    },
  };
}
