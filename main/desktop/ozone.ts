import { app } from 'electron';

/** How the windows get to the screen: Wayland's own, X11's on a Wayland desktop (XWayland), or in another way. */
export type WindowSystem = 'wayland' | 'xwayland' | 'other';

/**
 * Chromium writes the platform that it has chosen into its switch before main starts; where it has chosen none, it is
 * on X11.
 */
export function windowSystem(): WindowSystem {
  if (process.platform !== 'linux') return 'other';
  if (app.commandLine.getSwitchValue('ozone-platform') === 'wayland') return 'wayland';
  return (process.env['WAYLAND_DISPLAY'] ?? '') === '' ? 'other' : 'xwayland';
}
