import type { WindowBounds } from '../ports/storage.ts';

/** What Electron takes when a window is made: the size of the page, the corner of the frame, the smallest frame. */
export interface FittedWindow {
  readonly width: number;
  readonly height: number;
  readonly x?: number;
  readonly y?: number;
  readonly minWidth: number;
  readonly minHeight: number;
}

/** The size of the page, without the frame that the system puts around it. */
const PAGE = { width: 380, height: 560 };
const LEAST = { width: 320, height: 440 };
/** Room for the title bar, whose height nobody tells before the window is shown: GNOME's, the highest, has 37 px, and a border. */
const TITLE_BAR_HEIGHT = 40;

/**
 * The place and size of a window that lies whole in `workArea`, in device-independent pixels; what does not fit is scrolled.
 * Without `remembered` it has no place, and the system centers it.
 */
export function fitWindow(workArea: WindowBounds, remembered?: WindowBounds): FittedWindow {
  const room = { width: workArea.width, height: workArea.height - TITLE_BAR_HEIGHT };
  const wanted = remembered ?? PAGE;
  const width = Math.min(wanted.width, room.width);
  const height = Math.min(wanted.height, room.height);
  const size = {
    width,
    height,
    minWidth: Math.min(LEAST.width, room.width),
    minHeight: Math.min(LEAST.height, room.height),
  };
  if (remembered === undefined) return size;
  return {
    ...size,
    x: within(remembered.x, workArea.x, workArea.x + room.width - width),
    y: within(remembered.y, workArea.y, workArea.y + room.height - height),
  };
}

function within(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
