import { chmodSync, existsSync, mkdirSync, rmSync, watch } from 'node:fs';
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { dirname } from 'node:path';
import type { CliRequest } from '../core/cli/command-line.ts';
import type { DurationMs } from '../../preload/contract/time.ts';
import { closeToOthers, OWNER_ONLY, OWNER_ONLY_FOLDER } from '../files/own-files.ts';
import { GREETING, isListening } from './channel-client.ts';
import { parseRequestLine } from './messages.ts';
import { isOwnFolder, isOwnSocket, LONGEST_SOCKET_BYTES } from './own-socket.ts';

/** In characters; no request comes near this. */
const LONGEST_REQUEST = 4096;
/** A start that was greeted sends its request at once. */
const LONGEST_CONNECTION_MS: DurationMs = 5000;
/** Whoever cleans the folder away is let to end first. */
const REOPEN_AFTER_MS: DurationMs = 500;

/** The socket at which the running app hears of other starts. */
export interface AppChannel {
  readonly close: () => void;
}

/**
 * Listens for other starts of the program and passes on what they ask for, until it is closed. Unlike Chromium's lock,
 * whose socket is in the temporary folder, it comes back when its folder is cleaned away. It is at the first of the
 * addresses that can be had; where none can, only Chromium's lock tells one start of another.
 */
export function openAppChannel(addresses: readonly string[], take: (request: CliRequest) => void): AppChannel {
  let closed = false;
  let stopListening = (): void => undefined;
  const open = async (): Promise<void> => {
    const server = createServer((socket) => {
      readRequest(socket, take);
    });
    const address = await listenAtFirst(server, addresses);
    if (closed || address === undefined) {
      server.close();
      return;
    }
    const stopWatching = onRemoved(address, () => {
      stopListening();
      setTimeout(() => {
        if (!closed) void open();
      }, REOPEN_AFTER_MS).unref();
    });
    stopListening = () => {
      stopWatching();
      server.close();
    };
  };
  void open();
  return {
    close: () => {
      closed = true;
      stopListening();
    },
  };
}

/** Gives the first address at which `server` could listen. */
async function listenAtFirst(server: Server, addresses: readonly string[]): Promise<string | undefined> {
  const isFile = process.platform !== 'win32';
  for (const address of addresses) {
    try {
      if (isFile) await makeRoom(address);
      server.listen(address);
      await once(server, 'listening');
      if (isFile) chmodSync(address, OWNER_ONLY);
      // What fails from here on is one connection.
      server.on('error', () => undefined);
      return address;
    } catch {
      server.close();
      // Somebody else's, a link, read-only, or a file system without sockets: the next place may do.
    }
  }
  return undefined;
}

/** Makes the folder, and removes the socket of an app that was killed. Throws unless both are this user's alone. */
async function makeRoom(address: string): Promise<void> {
  // Node would cut the name short, and listen there.
  if (Buffer.byteLength(address) > LONGEST_SOCKET_BYTES) throw new Error('The name is too long');
  const folder = dirname(address);
  // Not those above it: a session's runtime folder that is not there is not ours to make.
  if (!existsSync(folder)) mkdirSync(folder, { mode: OWNER_ONLY_FOLDER });
  closeToOthers(folder);
  if (!isOwnFolder(folder)) throw new Error('The folder is not the user’s alone');
  if (!existsSync(address)) return;
  if (!isOwnSocket(address) || (await isListening(address))) throw new Error('The name is taken');
  rmSync(address);
}

/** Greets, and takes the one line that comes. A start that has given up waiting for the greeting has asked nothing. */
function readRequest(socket: Socket, take: (request: CliRequest) => void): void {
  let text = '';
  socket.setEncoding('utf8');
  socket.setTimeout(LONGEST_CONNECTION_MS, () => socket.destroy());
  socket.on('error', () => undefined);
  socket.on('data', (chunk: string) => {
    text += chunk;
    if (text.length > LONGEST_REQUEST) socket.destroy();
  });
  socket.on('end', () => {
    const request = text.length > LONGEST_REQUEST ? undefined : parseRequestLine(text);
    if (request !== undefined) take(request);
  });
  socket.write(GREETING);
}

/** Calls `lost` once when the socket's name is gone from its folder, or the folder itself; gives what ends that. */
function onRemoved(address: string, lost: () => void): () => void {
  if (process.platform === 'win32') return () => undefined;
  try {
    const watcher = watch(dirname(address), { persistent: false }, () => {
      if (existsSync(address)) return;
      watcher.close();
      lost();
    });
    watcher.on('error', () => {
      watcher.close();
    });
    return () => {
      watcher.close();
    };
  } catch {
    return () => undefined; // The system has no watch left to give; the socket itself is there.
  }
}
