import { plainText } from '../input/plain-text.ts';

/** The displays that a process was started on, by their names in its environment; none of both: on no display. */
export interface Display {
  /** As in `DISPLAY`, without the screen: all screens of an X server share the clipboard. */
  readonly x11?: string;
  /** The whole path of the compositor's socket. */
  readonly wayland?: string;
}

/** In characters; a name is longer only if somebody means harm. */
const LONGEST_NAME = 60;

/** Gives the displays that the environment names. */
export function displayOf(env: Readonly<Record<string, string | undefined>>): Display {
  const { DISPLAY = '', WAYLAND_DISPLAY = '', XDG_RUNTIME_DIR = '' } = env;
  // `unix:0` and `unix/host:0` are the local `:0` (XOpenDisplay(3)).
  const x11 = DISPLAY.replace(/^unix(?:\/[^:]*)?:/u, ':').replace(/(:\d+)\.\d+$/u, '$1');
  const wayland = WAYLAND_DISPLAY.startsWith('/') ? WAYLAND_DISPLAY : `${XDG_RUNTIME_DIR}/${WAYLAND_DISPLAY}`;
  return { ...(x11 !== '' && { x11 }), ...(WAYLAND_DISPLAY !== '' && { wayland }) };
}

/** Whether a process is on no display at all. */
export function isNowhere({ x11, wayland }: Display): boolean {
  return x11 === undefined && wayland === undefined;
}

/**
 * Whether both are the same display, and so have the same clipboard. Under Wayland a program may see the X server
 * beside it alone; of the names that both have, none differs.
 */
export function isSameDisplay(a: Display, b: Display): boolean {
  const pairs = [
    [a.x11, b.x11],
    [a.wayland, b.wayland],
  ].filter((pair) => pair.every((name) => name !== undefined));
  return pairs.length > 0 && pairs.every(([one, other]) => one === other);
}

/** Names a display for a person: the X server, or else the Wayland socket without its folder. */
export function displayName({ x11, wayland }: Display): string {
  return plainText(x11 ?? wayland?.split('/').at(-1) ?? '', LONGEST_NAME);
}
