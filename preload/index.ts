// The bridge: the only way between the window and main. Bundled to one CommonJS file, as a sandboxed preload must be.
import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import type { NerdBridge } from './contract/bridge.ts';
import { CHANNELS } from './contract/channels.ts';
import type { Command, CommandResults } from './contract/command.ts';
import type { AppSnapshot } from './contract/snapshot.ts';

/** Main parses every command and answers each with its own result: both ends are typed by the contract. */
function send<K extends Command['kind']>(command: Command & { readonly kind: K }): Promise<CommandResults[K]> {
  return ipcRenderer.invoke(CHANNELS.command, command) as Promise<CommandResults[K]>;
}

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
  connect: (text) => send({ kind: 'connect', text }),
  connectFromClipboard: () => send({ kind: 'connectFromClipboard' }),
  connectDemo: () => send({ kind: 'connectDemo' }),
  takeKey: (text) => send({ kind: 'takeKey', text }),
  chooseKeyFile: () => send({ kind: 'chooseKeyFile' }),
  dropKey: () => send({ kind: 'dropKey' }),
  connectKeyPair: (clientId, key, kid) =>
    send({ kind: 'connectKeyPair', clientId, key, ...(kid === undefined ? {} : { kid }) }),
  makeKeyPair: () => send({ kind: 'makeKeyPair' }),
  savePublicKey: () => send({ kind: 'savePublicKey' }),
  copyKeyEmail: () => send({ kind: 'copyKeyEmail' }),
  discardKeyPair: () => send({ kind: 'discardKeyPair' }),
  useCredential: (credential) => send({ kind: 'useCredential', credential }),
  keepUntried: () => send({ kind: 'keepUntried' }),
  keepInMemory: () => send({ kind: 'keepInMemory' }),
  discardCandidate: () => send({ kind: 'discardCandidate' }),
  retryKeychain: () => send({ kind: 'retryKeychain' }),
  copyAccessToken: () => send({ kind: 'copyAccessToken' }),
  clearClipboard: () => send({ kind: 'clearClipboard' }),
  refreshNow: () => send({ kind: 'refreshNow' }),
  pause: (until) => send({ kind: 'pause', until }),
  resume: () => send({ kind: 'resume' }),
  snooze: (until) => send({ kind: 'snooze', until }),
  answerProxy: (name, password) => send({ kind: 'answerProxy', name, password }),
  forgetProxy: () => send({ kind: 'forgetProxy' }),
  forget: (credential) => send({ kind: 'forget', ...(credential === undefined ? {} : { credential }) }),
  openLink: (link) => send({ kind: 'openLink', link }),
  changeSettings: (settings) => send({ kind: 'changeSettings', settings }),
  readHistory: () => send({ kind: 'readHistory' }),
  readDiagnostics: () => send({ kind: 'readDiagnostics' }),
  copyDiagnostics: () => send({ kind: 'copyDiagnostics' }),
  findEntities: (request) => send({ kind: 'findEntities', request }),
  cancelFinding: () => send({ kind: 'cancelFinding' }),
  copyFindings: (as) => send({ kind: 'copyFindings', as }),
  testToken: () => send({ kind: 'testToken' }),
  showClaims: () => send({ kind: 'showClaims' }),
  readNoTray: () => send({ kind: 'readNoTray' }),
  quit: () => send({ kind: 'quit' }),
};

contextBridge.exposeInMainWorld('nerd', bridge);
