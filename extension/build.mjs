/* Builds labextension/: the extension as JupyterLab loads it, from one bundle of our own sources. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { printError } from '../kernel-lib/setup/print.mjs';
import { filesUnder, hashOf, isStamped, stamp, unstamp } from '../kernel-lib/setup/stamp.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const stampFile = join(here, 'lib', '.built');
const require = createRequire(import.meta.url);

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
    entryPoints: [join(here, 'src', 'index.ts')],
    outfile: join(here, 'lib', 'index.js'),
    bundle: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    packages: 'external',
    logLevel: 'silent'
  });
}

/** JupyterLab's own builder makes of it what a server hands out. */
function pack() {
  const builder = require.resolve('@jupyter/builder/lib/build-labextension.js');
  const core = require.resolve('@jupyterlab/core-meta/core.package.json');
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [builder, '--core-package-file', core, here], {
      cwd: here
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', text => (said += text));
    child.on('error', reject);
    child.on('close', code => (code === 0 ? resolve() : reject(new Error(said.trim()))));
  });
}

function sourcesHash() {
  const folders = ['src', 'style', 'schema', '../kernel-lib/src/base', ...pureRooms];
  const files = folders.flatMap(folder => filesUnder(join(here, folder)));
  const settings = ['build.mjs', 'package.json', '../package-lock.json'].map(f => join(here, f));
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
