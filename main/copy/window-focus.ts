import { app, BrowserWindow } from 'electron';

/** The input events of a press; a pointer that only moves does not count. */
const PRESSES = new Set(['mouseDown', 'rawKeyDown', 'keyDown', 'touchStart', 'pointerDown']);

/**
 * Follows whether a window of the app is in use: it has the focus, and a key or button was pressed in it since it got
 * it. Wayland takes a new selection only with the serial of such a press (`wl_data_device.set_selection`).
 */
export function followWindowInUse(): () => boolean {
  let pressed = false;
  const forget = (): void => {
    pressed = false;
  };
  app.on('browser-window-focus', forget);
  app.on('browser-window-blur', forget);
  app.on('web-contents-created', (_event, contents) => {
    contents.on('input-event', (_inputEvent, { type }) => {
      if (PRESSES.has(type)) pressed = true;
    });
  });
  return () => pressed && BrowserWindow.getFocusedWindow() !== null;
}

/** Follows whether a window was ever shown: before that, XWayland does not pass on X11's clipboard. */
export function followShownWindow(): () => boolean {
  let shown = false;
  app.on('browser-window-created', (_event, window) => {
    window.once('show', () => {
      shown = true;
    });
  });
  return () => shown;
}
