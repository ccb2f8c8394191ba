import { app } from 'electron';
import { release } from 'node:os';
import type { SystemFacts } from '../core/diagnostics/diagnostics-system.ts';

/** What the system says of itself now. */
export function systemFacts(): SystemFacts {
  const { electron, chrome, node } = process.versions;
  return {
    packaged: app.isPackaged,
    electron,
    chromium: chrome,
    node,
    platform: process.platform,
    arch: process.arch,
    release: release(),
    desktop: process.env['XDG_CURRENT_DESKTOP'],
    display: process.env['XDG_SESSION_TYPE'],
  };
}
