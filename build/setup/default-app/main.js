// Starts the app whose folder or file is on the command line, as the default app of an official Electron does.
import { app } from 'electron';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const { file, preloads, version } = readArguments(process.argv.slice(1));
const requireFromHere = createRequire(join(process.cwd(), 'here'));

if (version) {
  console.log(`v${process.versions.electron}`);
  process.exit(0);
} else {
  for (const preload of preloads) requireFromHere(existsSync(preload) ? resolve(preload) : preload);
  if (file === undefined) {
    console.error('Usage: electron [switches] FOLDER-OR-FILE');
    process.exit(1);
  }
  await start(resolve(file));
}

/** Parses the arguments up to the app's path; those after it are the app's. */
function readArguments(args) {
  const preloads = [];
  for (let index = 0; index < args.length; index += 1) {
    const argument = args[index];
    if (argument === '-r' || argument === '--require') preloads.push(args[(index += 1)]);
    else if (argument === '--version' || argument === '-v') return { preloads, version: true };
    else if (argument.startsWith('--app=')) return { preloads, file: argument.slice('--app='.length) };
    else if (!argument.startsWith('-')) return { preloads, file: argument };
  }
  return { preloads };
}

/** Sets the app's name, version and path from its package.json, and imports its entry. */
async function start(path) {
  Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
  const manifestFile = join(path, 'package.json');
  const manifest = existsSync(manifestFile) ? JSON.parse(readFileSync(manifestFile, 'utf8')) : undefined;
  if (manifest) {
    app.setName(manifest.productName ?? manifest.name ?? 'Electron');
    if (manifest.version) app.setVersion(manifest.version);
    app.setDesktopName(manifest.desktopName ?? `${app.getName()}.desktop`);
  }
  const entry = manifest ? join(path, manifest.main ?? 'index.js') : path;
  app.setAppPath(manifest ? path : dirname(entry));
  try {
    await import(pathToFileURL(entry).href);
  } catch (error) {
    console.error('The app could not be loaded:', error);
    app.exit(1);
  }
}
