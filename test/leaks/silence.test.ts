import { afterEach, test } from 'vitest';
import { tryUninvitedHeaders } from '../support/package/headers-tried.ts';
import { startReleaseScene, type ReleaseScene } from '../support/package/release.ts';

/** Chromium gathers reports for a minute before it sends them, and what fails is tried again after that. */
const SILENCE_MS = 150_000;

let scene: ReleaseScene;

afterEach(() => scene.stop());

test('minutes after answers with such headers, still nothing has reached anybody else', async () => {
  scene = await startReleaseScene();
  await tryUninvitedHeaders(scene, SILENCE_MS);
}, 300_000);
