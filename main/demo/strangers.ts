import type { IncomingHttpHeaders } from 'node:http';
import { json, type Reply } from './reply.ts';

/**
 * The refusal of a call that a page in a browser makes; undefined for one of the app or a terminal. A page can lead its
 * own name to this machine (DNS rebinding), and then the Host header names it; else its calls carry an Origin, or what
 * Fetch Metadata says of them (https://www.w3.org/TR/fetch-metadata/).
 */
export function refusalOfStrangers(headers: IncomingHttpHeaders, port: number): Reply | undefined {
  if (headers.host !== `127.0.0.1:${port}` && headers.host !== `localhost:${port}`) return MISDIRECTED;
  const site = headers['sec-fetch-site'] ?? 'none';
  return headers.origin === undefined && site === 'none' ? undefined : FOREIGN;
}

const MISDIRECTED = json(421, { status: 'error', message: 'The demo server answers to its own address only.' });
const FOREIGN = json(403, { status: 'error', message: 'The demo server answers no page of a browser.' });
