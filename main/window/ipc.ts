import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import { CHANNELS } from '../../preload/contract/bridge.ts';
import type { Dispatch } from '../../preload/contract/command.ts';
import type { AppSnapshot } from '../../preload/contract/snapshot.ts';
import { operatingSystem } from '../core/input/shortcut-rules.ts';
import { parseCommand } from './parse-command.ts';
import type { SnapshotSource } from './snapshot-source.ts';
import type { StatusWindow } from './status-window.ts';

export interface IpcOptions {
  readonly window: Pick<StatusWindow, 'window'>;
  readonly pageUrl: string;
  readonly snapshots: Pick<SnapshotSource, 'takeForWindow'>;
  readonly dispatch: Dispatch;
}

/**
 * Answers the window on two channels and pushes on a third: checks who sends, parses what is sent, and dispatches it.
 * Gives back how to push a snapshot and how to stop.
 */
export function serveWindow({ window, pageUrl, snapshots, dispatch }: IpcOptions): {
  push: (snapshot: AppSnapshot) => void;
  stop: () => void;
} {
  const checkSender = (event: IpcMainInvokeEvent): void => {
    const contents = window.window?.webContents;
    const isKnown = contents !== undefined && event.sender === contents && event.senderFrame === contents.mainFrame;
    if (!isKnown || event.senderFrame.url !== pageUrl) throw new Error('not the window of NERD Tray');
  };
  ipcMain.handle(CHANNELS.ask, (event) => {
    checkSender(event);
    return snapshots.takeForWindow();
  });
  ipcMain.handle(CHANNELS.command, (event, value: unknown) => {
    checkSender(event);
    const command = parseCommand(value, operatingSystem(process.platform));
    if (command === undefined) throw new Error('not a command of NERD Tray');
    return dispatch(command);
  });
  return {
    push(next) {
      window.window?.webContents.send(CHANNELS.snapshot, next);
    },
    stop() {
      ipcMain.removeHandler(CHANNELS.ask);
      ipcMain.removeHandler(CHANNELS.command);
    },
  };
}
