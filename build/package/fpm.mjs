#!/usr/bin/env node
// A replacement for fpm, which electron-builder calls to make a deb and would otherwise download. It lays the files out
// and calls dpkg-deb. It accepts the arguments of electron-builder's FpmTarget, and refuses those that it does not know.
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The options that have a value, in two expressions because one would be too long to read. */
const WITH_VALUE =
  /^(?:-[std]|--(?:architecture|after-install|after-remove|description|version|package|name|maintainer))$/u;
const MORE_WITH_VALUE = /^--(?:vendor|url|category|license|deb-(?:recommends|compression|priority))$/u;

/**
 * @typedef {object} DebPlan
 * @property {Readonly<Record<string, readonly string[]>>} options all values of each option, by its name with its dashes
 * @property {readonly (readonly [string, string])[]} files pairs of source and destination; a folder's source ends in a
 *   slash
 */

/**
 * Parses the arguments that electron-builder calls fpm with.
 * @param {readonly string[]} args
 * @returns {DebPlan}
 * @throws {Error} if one is unknown or the package is to be something other than a deb
 */
export function parseArguments(args) {
  /** @type {Record<string, string[]>} */
  const options = {};
  /** @type {[string, string][]} */
  const files = [];
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] ?? '';
    if (WITH_VALUE.test(arg) || MORE_WITH_VALUE.test(arg)) (options[arg] ??= []).push(args[(index += 1)] ?? '');
    else if (/^[^-].*=\//u.test(arg)) files.push([arg.slice(0, arg.indexOf('=/')), arg.slice(arg.indexOf('=/') + 1)]);
    else if (arg !== '--force') throw new Error(`This stand-in for fpm does not know "${arg}".`);
  }
  if (options['-t']?.[0] !== 'deb') throw new Error('This stand-in for fpm makes debs only.');
  return { options, files };
}

/**
 * The control file (Debian Policy, chapter 5). `--url` and `--vendor` are left out: electron-builder insists on them.
 * @param {DebPlan['options']} options
 * @param {number} installedKib the size of the installed files in KiB
 */
export function controlFile(options, installedKib) {
  const value = (/** @type {string} */ name) => options[name]?.[0];
  const fields = [
    ['Package', value('--name')],
    ['Version', value('--version')],
    ['Architecture', value('--architecture')],
    ['Maintainer', value('--maintainer')],
    ['Installed-Size', String(installedKib)],
    ['Depends', options['-d']?.join(', ')],
    ['Recommends', options['--deb-recommends']?.join(', ')],
    ['Section', value('--category')],
    ['Priority', value('--deb-priority')],
    ['Description', value('--description')],
  ];
  return fields.flatMap(([name, text]) => (text ? [`${name}: ${text}\n`] : [])).join('');
}

/**
 * Makes the deb that these arguments describe, and prints its size.
 * @param {readonly string[]} args
 */
function makeDeb(args) {
  const { options, files } = parseArguments(args);
  const deb = options['--package']?.[0] ?? '';
  const root = mkdtempSync(join(dirname(deb), '.deb-'));
  try {
    for (const [from, to] of files) {
      mkdirSync(dirname(join(root, to)), { recursive: true });
      cpSync(from, join(root, to), { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
    }
    // The files get the modes that root would install them with, whatever this user's umask is.
    execFileSync('chmod', ['-R', 'u=rwX,go=rX', root]);
    const kib = Number(execFileSync('du', ['-sk', '--apparent-size', root], { encoding: 'utf8' }).split('\t')[0]);
    mkdirSync(join(root, 'DEBIAN'));
    writeFileSync(join(root, 'DEBIAN', 'control'), controlFile(options, kib));
    for (const [option, script] of [
      ['--after-install', 'postinst'],
      ['--after-remove', 'postrm'],
    ]) {
      const source = options[option ?? '']?.[0];
      if (source === undefined) continue;
      writeFileSync(join(root, 'DEBIAN', script ?? ''), `${readFileSync(source, 'utf8').trimEnd()}\n`);
      chmodSync(join(root, 'DEBIAN', script ?? ''), 0o755);
    }
    const compression = options['--deb-compression']?.[0] === 'gz' ? ['-Zgzip', '-z1'] : ['-Zxz'];
    execFileSync('dpkg-deb', ['--root-owner-group', ...compression, '--build', root, deb], { stdio: 'inherit' });
    console.log(`${basename(deb)}: ${statSync(deb).size} bytes`);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) makeDeb(process.argv.slice(2));
