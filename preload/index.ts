// The bridge: the only way between the window and main. Bundled to one CommonJS file, as a sandboxed preload must be.
import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import { CHANNELS, type NerdBridge } from './contract/bridge.ts';
import type { Dispatch } from './contract/command.ts';
import type { AppSnapshot } from './contract/snapshot.ts';

/** Main parses every command and answers each with its own result: both ends are typed by the contract. */
const send: Dispatch = (command) => ipcRenderer.invoke(CHANNELS.command, command) as Promise<never>;

const askSnapshot = () => ipcRenderer.invoke(CHANNELS.ask) as Promise<AppSnapshot>;

/** Asked for before the page is parsed, so that main's answer is there when the page's script starts. */
let first: Promise<AppSnapshot> | undefined = askSnapshot();
/** What main pushes between that answer and the page's listening: newer than the answer, and pushed but once. */
let early: AppSnapshot | undefined;
const keepEarly = (_event: IpcRendererEvent, snapshot: AppSnapshot): void => {
  early = snapshot;
};
ipcRenderer.on(CHANNELS.snapshot, keepEarly);

const bridge: NerdBridge = {
  snapshot() {
    const answer = first ?? askSnapshot();
    first = undefined;
    return answer;
  },
  onSnapshot(listener) {
    // The event itself stays here: it would hand the page a way to the IPC.
    const onPush = (_event: IpcRendererEvent, snapshot: AppSnapshot) => listener(snapshot);
    ipcRenderer.on(CHANNELS.snapshot, onPush);
    ipcRenderer.off(CHANNELS.snapshot, keepEarly);
    if (early !== undefined) listener(early);
    early = undefined;
    return () => void ipcRenderer.off(CHANNELS.snapshot, onPush);
  },
  history: () => send({ kind: 'readHistory' }),
  send,
};

contextBridge.exposeInMainWorld('nerd', bridge);
