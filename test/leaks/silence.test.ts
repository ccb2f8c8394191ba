import { afterEach, expect, test } from 'vitest';
import { tryUninvitedHeaders } from '../support/package/try-uninvited-headers.ts';
import { NERD_HOST } from '../support/package/nerd-over-tls.ts';
import { DEBUGGABLE_APP } from '../support/package/package-paths.ts';
import { startReleaseFixture, type ReleaseFixture } from '../support/package/release-fixture.ts';
import { startSinkServer } from '../support/traffic-log.ts';

/** Chromium gathers reports for a minute before it sends them, and what fails is tried again after that. */
const SILENCE_MS = 150_000;

let scene: ReleaseFixture;

afterEach(() => scene.stop());

test('minutes after answers with such headers, still nothing has reached anybody else', async () => {
  scene = await startReleaseFixture();
  await tryUninvitedHeaders(scene, SILENCE_MS);
}, 300_000);

// Chromium takes no NEL header that has come through a proxy, so the road without one is gone too: with the build for
// tests, since the release lets nobody map names.
test('nor without a proxy between', async () => {
  scene = await startReleaseFixture();
  const sink = await startSinkServer();
  try {
    const rules = `MAP ${NERD_HOST} 127.0.0.1:${scene.nerd.port}, MAP * 127.0.0.1:${sink.port}, EXCLUDE 127.0.0.1`;
    const args = ['--no-proxy-server', `--host-resolver-rules=${rules}`];
    await tryUninvitedHeaders(scene, SILENCE_MS, { folder: DEBUGGABLE_APP, args });
    expect(sink.attempts).toEqual([]);
  } finally {
    await sink.stop();
  }
}, 300_000);
