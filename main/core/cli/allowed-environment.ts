/** This variable names a file to which the keys of every TLS connection are written. */
const KEY_LOG = /^SSLKEYLOGFILE$/u;

/**
 * Electron's and Chromium's own variables write logs and crash dumps, switch the sandbox off, or run another program in
 * the app's place.
 */
const RUNTIME = /^(?:ELECTRON|CHROME|CHROMIUM|BREAKPAD|CRASHPAD)_/u;

/** These of them are passed on by the desktop or another Electron app, or are needed by people. */
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

/** These variables make Node log what it does or trust any server; a fuse disables its options. */
const NODE = /^NODE_(?:DEBUG(?:_NATIVE)?|V8_COVERAGE|REDIRECT_WARNINGS|REPL_HISTORY|TLS_REJECT_UNAUTHORIZED)$/u;

/** These variables make libraries print the messages that they send. */
const LIBRARIES = /^(?:G_DBUS_DEBUG|G_MESSAGES_DEBUG|DBUS_VERBOSE|WAYLAND_DEBUG)$/u;

/** Gives the names of the variables that a release is not to be started with. On Windows case does not matter. */
export function unwantedVariables(names: readonly string[], isWindows: boolean): readonly string[] {
  return names.filter((given) => {
    const name = isWindows ? given.toUpperCase() : given;
    return !HARMLESS.has(name) && [KEY_LOG, RUNTIME, NODE, LIBRARIES].some((kind) => kind.test(name));
  });
}
