// Entry of the demo server's own process: what gets into it or crashes it does not get into the app.
import { DAY_MS, HOUR_MS } from '../core/time/time.ts';
import { parseDemoProcessRequest, type DemoProcessReply, type DemoProcessRequest } from './messages.ts';
import { startDemoServer, type DemoServer, type DemoServerOptions } from './server.ts';

let server: DemoServer | undefined;

process.parentPort.on('message', ({ data }) => {
  const request = parseDemoProcessRequest(data);
  if (request === undefined) return;
  answer(request).then(
    (reply) => {
      process.parentPort.postMessage(reply);
    },
    // Without a server the process is of no use, and its end tells main.
    () => process.exit(1),
  );
});

async function answer(request: DemoProcessRequest): Promise<DemoProcessReply> {
  switch (request.call) {
    case 'start':
      server ??= await start(request);
      return { call: 'start', id: request.id, url: server.url, signingKey: server.signingKey };
    case 'issue':
      if (server === undefined) throw new Error('The demo server has not started.');
      return { call: 'issue', id: request.id, refreshToken: server.issueRefreshToken() };
  }
}

async function start({ known, port, signingKey }: Extract<DemoProcessRequest, { call: 'start' }>): Promise<DemoServer> {
  const now = Date.now();
  const options: DemoServerOptions = {
    clock: { now: () => Date.now() },
    tokenLife: { kind: 'span', lifeMs: HOUR_MS },
    week: { kind: 'sliding', lifeMs: 7 * DAY_MS },
    knownRefreshTokens: known.map((token) => ({ token, issuedAt: now })),
    signingKey,
  };
  try {
    return await startDemoServer({ ...options, port });
  } catch (error) {
    // Another program has the port now, so a free one is taken.
    if (port === undefined) throw error;
    return startDemoServer(options);
  }
}
