import { join } from 'node:path';

let count = 0;

/**
 * Loads a module of the project (its path from the project's folder) once more: for one that holds state, or does its
 * work when it is loaded. The files that it imports are shared with everybody else's.
 */
export async function freshModule<Module>(path: string): Promise<Module> {
  count += 1;
  const url = `${join(import.meta.dirname, '..', '..', path)}?fresh=${count}`;
  return (await import(/* @vite-ignore */ url)) as Module;
}
