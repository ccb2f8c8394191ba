import fc from 'fast-check';
import { describe } from 'vitest';
import { isDeepStrictEqual } from 'node:util';
import { parseDemoProcessReply, parseDemoProcessRequest } from '../../../main/demo/messages.ts';
import { anyValue, fuzz, nearly } from '../../support/fuzz.ts';

const REQUESTS = [
  { call: 'start', id: 1, known: ['token'], port: 8080, signingKey: 'key' },
  { call: 'start', id: 1, known: [] },
  { call: 'issue', id: 2 },
];
const REPLIES = [
  { call: 'start', id: 1, url: 'http://127.0.0.1:8080', signingKey: 'key' },
  { call: 'issue', id: 2, refreshToken: 'token' },
];

describe('whatever goes between main and the demo server’s process is understood as it stands, or passed over:', () => {
  fuzz('a request', fc.oneof(nearly(REQUESTS), anyValue), (message) => {
    const request = parseDemoProcessRequest(message);
    return request === undefined || isDeepStrictEqual(parseDemoProcessRequest(structuredClone(request)), request);
  });
  fuzz('a reply', fc.oneof(nearly(REPLIES), anyValue), (message) => {
    const reply = parseDemoProcessReply(message);
    return reply === undefined || isDeepStrictEqual(parseDemoProcessReply(structuredClone(reply)), reply);
  });
});
