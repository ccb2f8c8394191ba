import { afterEach, expect, test } from 'vitest';
import { tryUninvitedHeaders } from '../support/package/headers-tried.ts';
import { NERD_HOST } from '../support/package/nerd-over-tls.ts';
import { DRIVEN } from '../support/package/packaged.ts';
import { startReleaseScene, type ReleaseScene } from '../support/package/release.ts';
import { startSink } from '../support/traffic-log.ts';

/** Chromium gathers reports for a minute before it sends them, and what fails is tried again after that. */
const SILENCE_MS = 150_000;

let scene: ReleaseScene;

afterEach(() => scene.stop());

test('minutes after answers with such headers, still nothing has reached anybody else', async () => {
  scene = await startReleaseScene();
  await tryUninvitedHeaders(scene, SILENCE_MS);
}, 300_000);

// Chromium takes no NEL header that has come through a proxy, so the road without one is gone too: with the build for
// tests, since the release lets nobody map names.
test('nor without a proxy between', async () => {
  scene = await startReleaseScene();
  const sink = await startSink();
  try {
    const rules = `MAP ${NERD_HOST} 127.0.0.1:${scene.nerd.port}, MAP * 127.0.0.1:${sink.port}, EXCLUDE 127.0.0.1`;
    const args = ['--no-proxy-server', `--host-resolver-rules=${rules}`];
    await tryUninvitedHeaders(scene, SILENCE_MS, { folder: DRIVEN, args });
    expect(sink.attempts).toEqual([]);
  } finally {
    await sink.stop();
  }
}, 300_000);
