/** What of main's environment the keychain's process is given: where the session, its bus and its screen are. */
const HANDED_ON = [
  // Linux: the bus and the Secret Service on it; a service that the bus starts may ask on the screen.
  'DBUS_SESSION_BUS_ADDRESS',
  'XDG_RUNTIME_DIR',
  'XDG_CONFIG_HOME',
  'XDG_DATA_HOME',
  'XDG_CACHE_HOME',
  'XDG_SESSION_ID',
  'XDG_CURRENT_DESKTOP',
  'DISPLAY',
  'XAUTHORITY',
  'WAYLAND_DISPLAY',
  // Where libsecret is, on systems that keep it elsewhere, such as NixOS.
  'LD_LIBRARY_PATH',
  'HOME',
  'USER',
  'LOGNAME',
  'PATH',
  'TMPDIR',
  // macOS: how Core Foundation reads the user's texts.
  '__CF_USER_TEXT_ENCODING',
  // Windows: without these no process starts properly.
  'SystemRoot',
  'SystemDrive',
  'windir',
  'TEMP',
  'TMP',
  'USERPROFILE',
  'APPDATA',
  'LOCALAPPDATA',
] as const;

/** Nothing else is handed on, whatever the user's session holds. In English: a failure is told by its words. */
export function keychainEnvironment(env: NodeJS.ProcessEnv): Record<string, string> {
  const kept = HANDED_ON.flatMap((name) => {
    const value = env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(kept), LC_ALL: 'C.UTF-8' };
}
