import { beforeEach, expect, test } from 'vitest';
import { app, resetElectron } from '../../support/fake-electron/index.ts';
import { freshModule } from '../../support/fresh-module.ts';

let httpSession: typeof import('../../../main/nerd/http-session.ts').httpSession;

beforeEach(async () => {
  resetElectron();
  ({ httpSession } =
    await freshModule<typeof import('../../../main/nerd/http-session.ts')>('main/nerd/http-session.ts'));
});

test('requests share one session, which is in memory and tells nothing of this computer', () => {
  const { session } = httpSession();
  expect(httpSession().session).toBe(session);
  const { partition, calls } = session as unknown as { partition: string; calls: unknown[] };
  expect(partition).not.toMatch(/^persist:/u);
  expect(calls).toEqual([['languages'], ['agent', 'NERD-Tray'], ['verifies']]);
});

test('a crash of Chromium’s network process leaves the session of no use, so the next request has a new one', () => {
  const { session } = httpSession();
  app.emit('child-process-gone', {}, { serviceName: 'audio.mojom.AudioService' });
  expect(httpSession().session).toBe(session);
  app.emit('child-process-gone', {}, { serviceName: 'network.mojom.NetworkService' });
  const anew = httpSession().session;
  expect(anew).not.toBe(session);
  expect(httpSession().session).toBe(anew);
});
