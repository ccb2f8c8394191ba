// Reads Electron's fuses from a finished executable (https://www.electronjs.org/docs/latest/tutorial/fuses).
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';

/** A fuse is the digit 0 or 1 as ASCII in the executable (@electron/fuses, constants.ts, which it does not export). */
const ON = 0x31;

/**
 * Whether each fuse is on, by Electron's own names. A fuse that the executable does not have counts as off.
 * @param {string} executable on macOS the .app
 * @returns {Promise<Record<keyof typeof FuseV1Options, boolean>>}
 */
export async function readFuses(executable) {
  const wire = await getCurrentFuseWire(executable);
  const names = /** @type {(keyof typeof FuseV1Options)[]} */ (
    Object.keys(FuseV1Options).filter((name) => Number.isNaN(Number(name)))
  );
  const entries = names.map((name) => [name, Number(wire[FuseV1Options[name]]) === ON]);
  return Object.fromEntries(entries);
}
