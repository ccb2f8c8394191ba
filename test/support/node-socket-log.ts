import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Sees every TCP connection and UDP socket of Node in main, for which Chromium's proxy and resolver do not hold. */
export interface NodeSocketLog {
  /** To be run before the app. */
  readonly preload: string;
  /** To whom: `host:port`, or `udp`. */
  attempts(): Promise<readonly string[]>;
}

// At the prototype, through which everything goes. Node's channel 'net.client.socket' does not tell of TLS.
const script = (log: string): string => `
  const note = (line) => require('node:fs').appendFileSync(${JSON.stringify(log)}, line + '\\n');
  const { connect } = require('node:net').Socket.prototype;
  require('node:net').Socket.prototype.connect = function (...args) {
    const { host, port, path } = args.flat()[0] ?? {};
    note(path ?? host + ':' + port);
    return connect.apply(this, args);
  };
  require('node:diagnostics_channel').subscribe('udp.socket', () => note('udp'));
`;

/** Writes the file that has to run in the app's main process, and its log, into `folder`. */
export async function writeNodeSocketLog(folder: string): Promise<NodeSocketLog> {
  const preload = join(folder, 'node-socket-log.cjs');
  const log = join(folder, 'node-socket-log.txt');
  await writeFile(log, '');
  await writeFile(preload, script(log));
  return {
    preload,
    attempts: async () => (await readFile(log, 'utf8')).split('\n').filter((line) => line !== ''),
  };
}
