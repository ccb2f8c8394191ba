// npm run package -- --linux: makes packages in dist/. With the fallback Electron they are development builds.
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { kindOf } from './package/kinds.mjs';
import { runCommand, setUp } from './setup.mjs';
import { SetupError } from './setup/failure.mjs';
import { projectFolder } from './setup/paths.mjs';

const USAGE = `Options: --linux, --win, --mac (default: this system), --x64, --arm64, --universal (default: all that are set),
--targets deb,tar.gz (default: all that are set), --for-tests (a debugger can be attached; never to be published)`;

/** @type {Readonly<Record<string, 'linux' | 'win' | 'mac'>>} */
const SYSTEMS = { linux: 'linux', win32: 'win', darwin: 'mac' };

/**
 * @param {string[]} args
 * @throws {SetupError} with the usage if an option is unknown
 */
function parseOptions(args) {
  const flag = { type: /** @type {const} */ ('boolean'), default: false };
  try {
    return parseArgs({
      args,
      options: {
        linux: flag,
        win: flag,
        mac: flag,
        x64: flag,
        arm64: flag,
        universal: flag,
        'for-tests': flag,
        targets: { type: 'string' },
      },
    }).values;
  } catch {
    // parseArgs throws on an unknown option; a list of the known ones helps more than its message.
    throw new SetupError(USAGE);
  }
}

await runCommand(async () => {
  const options = parseOptions(process.argv.slice(2));
  const requested = /** @type {const} */ (['linux', 'win', 'mac']).filter((system) => options[system]);
  const system = requested[0] ?? SYSTEMS[process.platform];
  if (requested.length > 1 || system === undefined) throw new SetupError(USAGE);
  const electron = await setUp({ desktop: false });
  // This module imports npm packages, which a fresh clone does not have before its set-up.
  const { makePackages, OFFLINE_TARGETS } = await import('./package/make.mjs');
  const fallback = electron.source === 'fallback';
  if (fallback && (system !== 'linux' || options.arm64 || options.universal)) {
    throw new SetupError(
      'Without the official Electron there are packages for Linux on x64 only. Make github.com reachable, run "npm run setup -- --electron", then the same command again.',
    );
  }
  const kind = kindOf(electron, options['for-tests']);
  const plan = { kind, electron, system, output: join(projectFolder, 'dist'), quick: false };
  const archs = /** @type {const} */ (['x64', 'arm64', 'universal']).filter((arch) => options[arch]);
  const files = await makePackages(plan, {
    targets: options.targets?.split(',') ?? (fallback ? OFFLINE_TARGETS : []),
    archs: fallback ? ['x64'] : archs,
  });
  for (const file of files) console.log(`Made ${relative(projectFolder, file)}`);
  if (kind !== 'release') console.log(`This is a ${kind} build on Electron ${electron.version}: never publish it.`);
  return 0;
});
