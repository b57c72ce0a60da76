/* Builds labextension/: the extension as JupyterLab loads it, from one bundle of our own sources. */
import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { printError } from '../kernel-lib/setup/print.mjs';
import { filesUnder, hashOf, isStamped, stamp, unstamp } from '../kernel-lib/setup/stamp.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const stampFile = join(here, 'lib', '.built');

/** Whether labextension/ was built from these sources. */
export function isBuilt() {
  const built = join(here, 'labextension', 'package.json');
  return existsSync(built) && isStamped(stampFile, sourcesHash());
}

/** Builds whatever sources there are; an interrupted build is done again. */
export async function build() {
  const key = sourcesHash();
  unstamp(stampFile);
  await bundle();
  await pack();
  stamp(stampFile, key);
}

/** Our sources and the pure modules of the library as one file, which names its packages. */
async function bundle() {
  const { build: esbuild } = await import('esbuild');
  await esbuild({
    absWorkingDir: here, // an asterisk in a full path would be a pattern
    entryPoints: ['src/index.ts'],
    outfile: 'lib/index.js',
    bundle: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    packages: 'external',
    logLevel: 'silent'
  });
}

/**
 * JupyterLab's own builder makes of it what a server hands out. A module request cannot name a folder
 * with `#`, `!` or `?` in its name, so the builder sees the sources below a temporary folder.
 */
async function pack() {
  const place = plainFolder();
  try {
    const copy = join(place, 'extension');
    for (const name of ['lib', 'style', 'schema', 'package.json', 'rspack.config.cjs'])
      cpSync(join(here, name), join(copy, name), { recursive: true });
    symlinkSync(join(here, '..', 'node_modules'), join(place, 'node_modules'));
    await runBuilder(place, copy);
    const built = join(here, 'labextension');
    rmSync(built, { recursive: true, force: true });
    cpSync(join(copy, 'labextension'), built, { recursive: true });
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** A new temporary folder with a plain path. */
function plainFolder() {
  const parents = [tmpdir(), '/tmp', '/var/tmp'];
  const parent = parents.map(existingPath).find(path => path && /^[\w./-]+$/.test(path));
  if (parent) return mkdtempSync(join(parent, 'sotopia-pi-extension-'));
  throw new Error(`expected a temporary folder with a plain path, got ${tmpdir()}. Set TMPDIR.`);
}

function existingPath(path) {
  return existsSync(path) ? realpathSync(path) : undefined;
}

function runBuilder(place, folder) {
  const modules = join(place, 'node_modules');
  const builder = join(modules, '@jupyter/builder/lib/build-labextension.js');
  const core = join(modules, '@jupyterlab/core-meta/core.package.json');
  const asLinked = ['--preserve-symlinks', '--preserve-symlinks-main'];
  return new Promise((resolve, reject) => {
    const args = [...asLinked, builder, '--core-package-file', core, folder];
    const child = spawn(process.execPath, args, { cwd: folder });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', text => (said += text));
    child.on('error', reject);
    child.on('close', code => (code === 0 ? resolve() : reject(new Error(said.trim()))));
  });
}

function sourcesHash() {
  const folders = ['src', 'style', 'schema', '../kernel-lib/src/base', ...pureRooms];
  const files = folders.flatMap(folder => filesUnder(join(here, folder)));
  const settings = ['build.mjs', 'package.json', 'rspack.config.cjs', '../package-lock.json'].map(
    f => join(here, f)
  );
  return hashOf(
    ...[...files, ...settings].sort().flatMap(f => [f.slice(here.length), readFileSync(f)])
  );
}

const pureRooms = ['task', 'episode', 'rating', 'transcript', 'figure'].map(
  room => `../kernel-lib/src/${room}`
);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    if (!isBuilt()) await build();
  } catch (error) {
    printError(error.message);
    process.exitCode = 1;
  }
}
