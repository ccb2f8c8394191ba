import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startDaemon } from './daemon.ts';
import { writeScreenPng } from './screen.ts';

/** A private X server. */
export interface Screen {
  /** The display, as in the DISPLAY variable. */
  readonly display: string;
  /** Writes the whole screen to `file` as a PNG. */
  screenshot(file: string): Promise<void>;
  stop(): Promise<void>;
}

/** In pixels. */
export type ScreenSize = readonly [width: number, height: number];

/** Starts Xvfb on a display number of its own choice; `folder` holds its frame buffer. */
export async function startXvfb(
  folder: string,
  env: NodeJS.ProcessEnv,
  [width, height]: ScreenSize = [1280, 800],
): Promise<Screen> {
  const frames = join(folder, 'screen');
  await mkdir(frames);
  const screen = ['-screen', '0', `${width}x${height}x24`, '-fbdir', frames];
  const args = ['-displayfd', '3', ...screen, '-nolisten', 'tcp', '-noreset'];
  const daemon = startDaemon('Xvfb', args, { env, extraPipe: true });
  const number = await daemon.firstLine(3);
  return {
    display: `:${number.trim()}`,
    async screenshot(file) {
      // The server keeps drawing into the mapped file, so this works on a copy.
      const copy = join(frames, 'copy.xwd');
      await copyFile(join(frames, 'Xvfb_screen0'), copy);
      await writeScreenPng(copy, file);
    },
    stop: () => daemon.stop(),
  };
}
