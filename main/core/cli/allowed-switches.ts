import { OWN_SWITCHES } from './command-line.ts';

/** The arguments that a release was started with, sorted into what it may have and what not. */
export interface ScreenedArguments {
  /** The arguments that it may be started with, in their order. */
  readonly kept: readonly string[];
  /** The switches that were removed, each as it was typed, without its value. */
  readonly removed: readonly string[];
  /** The first switch with which a release does not start at all, and why. */
  readonly refused: { readonly name: string; readonly why: Refusal } | undefined;
}

/** Why a release does not start with a switch. */
export type Refusal = 'debugger' | 'sandbox';

/**
 * Chromium knows more than a thousand switches. Many write what it does to a file, lead it elsewhere or take its
 * protection away, so only those pass that people need.
 */
const ALLOWED: Readonly<Record<string, string>> = {
  'user-data-dir': 'where the profile is',
  lang: 'the language',
  'force-device-scale-factor': 'how large everything is drawn',
  'high-dpi-support': 'the same on Windows',
  'ozone-platform': 'X11 or Wayland',
  'ozone-platform-hint': 'the same, if it is there',
  'gtk-version': 'dialogs and themes on Linux',
  'use-gl': 'a graphics driver that works',
  'use-angle': 'the same',
  'disable-gpu': 'a graphics driver that does not work',
  'disable-gpu-compositing': 'the same',
  'disable-gpu-driver-bug-workarounds': 'the same',
  'disable-gpu-early-init': 'the same',
  'disable-gpu-memory-buffer-compositor-resources': 'the same',
  'disable-gpu-memory-buffer-video-frames': 'the same',
  'disable-gpu-process-crash-limit': 'the same',
  'disable-gpu-rasterization': 'the same',
  'disable-gpu-vsync': 'the same',
  'disable-gpu-watchdog': 'the same',
  'disable-dev-shm-usage': 'a /dev/shm that is too small, as in containers',
  'force-renderer-accessibility': 'screen readers that are not found by themselves',
  'force-high-contrast': 'contrast',
  'force-dark-mode': 'contrast',
  'force-prefers-reduced-motion': 'reduced motion',
  'enable-wayland-ime': 'input methods on Wayland',
  'wayland-text-input-version': 'the same',
  'proxy-server': 'the proxy',
  'proxy-pac-url': 'the proxy',
  'proxy-auto-detect': 'the proxy',
  'proxy-bypass-list': 'the proxy',
  'no-proxy-server': 'the proxy',
  'password-store': 'which keychain Chromium takes for its own',
  toastactivated: 'Windows adds it after a click on a notification, there without capitals',
  embedding: 'the same',
};

/** Finder adds it, with a number behind it, when it starts an app from the network. */
const PROCESS_SERIAL_NUMBER = 'psn_';

/** Chromium's own experiments that may be switched on or off; any other could undo the app's protection. */
const FEATURES: ReadonlySet<string> = new Set([
  'UseOzonePlatform',
  'WaylandWindowDecorations',
  'WaylandFractionalScaleV1',
  'WaylandPerSurfaceScale',
  'WaylandUiScale',
  'WaylandTextInputV3',
]);
const FEATURE_SWITCHES: readonly string[] = ['enable-features', 'disable-features'];

const DEBUGGER = /^(?:remote-debugging-|inspect(?:-|$)|debug-port$|debug-brk$)/u;

/** Sorts out of a release's arguments whatever is not allowed. On Windows a slash begins a switch too. */
export function screenArguments(args: readonly string[], isWindows: boolean): ScreenedArguments {
  const kept: string[] = [];
  const removed: string[] = [];
  let refused: ScreenedArguments['refused'];
  for (const arg of args) {
    const { name, typed, value } = readSwitch(arg, isWindows);
    if (name === undefined || isAllowed(name)) kept.push(arg);
    else if (FEATURE_SWITCHES.includes(name)) {
      const features = (value ?? '').split(',').filter((feature) => FEATURES.has(feature));
      const allowed = `--${name}=${features.join(',')}`;
      if (features.length > 0) kept.push(allowed);
      if (allowed !== arg) removed.push(typed);
    } else {
      const why = refusalOf(name);
      if (why !== undefined) refused ??= { name: typed, why };
      removed.push(typed);
    }
  }
  return { kept, removed: [...new Set(removed)], refused };
}

function isAllowed(name: string): boolean {
  return OWN_SWITCHES.includes(name) || Object.hasOwn(ALLOWED, name) || name.startsWith(PROCESS_SERIAL_NUMBER);
}

function refusalOf(name: string): Refusal | undefined {
  if (name === 'no-sandbox') return 'sandbox';
  return DEBUGGER.test(name) ? 'debugger' : undefined;
}

/**
 * Reads an argument as Chromium does (base/command_line.cc): space around it does not count, one dash is as good as
 * two, and on Windows case does not matter. An argument that is no switch has no name.
 */
function readSwitch(
  arg: string,
  isWindows: boolean,
): { readonly name: string | undefined; readonly typed: string; readonly value?: string | undefined } {
  const found = (isWindows ? /^(?:--|-|\/)([^=]*)(?:=(.*))?$/su : /^--?([^=]*)(?:=(.*))?$/su).exec(arg.trim());
  if (found === null) return { name: undefined, typed: arg };
  const [, name = '', value] = found;
  return { name: isWindows ? name.toLowerCase() : name, typed: arg.trim().split('=')[0] ?? '', value };
}
