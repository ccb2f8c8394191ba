import type { SystemFacts } from '../../../../main/core/diagnostics/diagnostics-system.ts';

/** A packaged app on a common Linux desktop. */
export const SYSTEM: SystemFacts = {
  packaged: true,
  electron: '45.4.1',
  chromium: '144.0.7559.20',
  node: '24.12.0',
  platform: 'linux',
  arch: 'x64',
  release: '6.1.0',
  desktop: 'GNOME',
  display: 'x11',
};
