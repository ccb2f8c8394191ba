/** Makes the keys of every TLS connection readable to whoever reads that file. */
const KEY_LOG = /^SSLKEYLOGFILE$/u;

/**
 * Electron's and Chromium's own: they write logs and crash dumps, take the sandbox away, or make the program another
 * one.
 */
const RUNTIME = /^(?:ELECTRON|CHROME|CHROMIUM|BREAKPAD|CRASHPAD)_/u;

/** Of these, what the desktop or another app of the same kind hands on, and what people need. */
const HARMLESS: ReadonlySet<string> = new Set([
  // Electron sets these for itself and for whatever it starts.
  'CHROME_DESKTOP',
  'ELECTRON_NO_ATTACH_CONSOLE',
  'ELECTRON_TRASH',
  // X11 or Wayland.
  'ELECTRON_OZONE_PLATFORM_HINT',
  'ELECTRON_FORCE_WINDOW_MENU_BAR',
  // The sandbox's helper, which has to be root's.
  'CHROME_DEVEL_SANDBOX',
]);

/** Node's that write what it does; its options are shut by a fuse. */
const NODE = /^NODE_(?:DEBUG(?:_NATIVE)?|V8_COVERAGE|REDIRECT_WARNINGS|REPL_HISTORY|TLS_REJECT_UNAUTHORIZED)$/u;

/** Libraries that print the messages which they send. */
const LIBRARIES = /^(?:G_DBUS_DEBUG|G_MESSAGES_DEBUG|DBUS_VERBOSE|WAYLAND_DEBUG)$/u;

/** The names of the variables that a release is not to be started with. On Windows capitals do not count. */
export function unwantedVariables(names: readonly string[], isWindows: boolean): readonly string[] {
  return names.filter((given) => {
    const name = isWindows ? given.toUpperCase() : given;
    return !HARMLESS.has(name) && [KEY_LOG, RUNTIME, NODE, LIBRARIES].some((kind) => kind.test(name));
  });
}
