/* Builds dist/: the library and the command line as one CommonJS file each, and plain declarations. */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { printError } from './setup/print.mjs';
import { filesUnder, hashOf, isStamped, stamp, unstamp } from './setup/stamp.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, 'dist');
const stampFile = join(dist, '.built');
const entries = ['index', 'cli', 'lab/rehearsal-thread', 'edge/kernel/main'];

// Part of the bundle: what speaks only ES modules, which some kernels cannot require, and what
// lies in hundreds of small files, which take longer to find than to run.
const bundled = ['eventsource-parser', 'p-queue', /^@stdlib\//];

/** Whether dist/ was built from these sources. */
export function isBuilt() {
  return isStamped(stampFile, sourcesHash());
}

/** Builds whatever sources there are; an interrupted build is done again. */
export async function build() {
  const key = sourcesHash();
  const next = join(dist, `.next-${process.pid}`);
  unstamp(stampFile);
  mkdirSync(next, { recursive: true });
  try {
    await Promise.all([bundle(next), declare(join(next, 'types'))]);
    for (const name of readdirSync(next)) replace(join(dist, name), join(next, name));
    stamp(stampFile, key);
  } finally {
    rmSync(next, { recursive: true, force: true });
  }
}

async function bundle(outdir) {
  // relative to `here`: an asterisk in a full path would be a pattern
  const entryPoints = entries.map(name => `src/${name}.ts`).filter(isInSources);
  if (entryPoints.length === 0) return;
  const { build: esbuild } = await import('esbuild');
  await esbuild({
    absWorkingDir: here,
    entryPoints,
    outdir: relative(here, outdir),
    outbase: 'src',
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: externalPackages(),
    logLevel: 'silent'
  });
}

const isInSources = file => existsSync(join(here, file));

function externalPackages() {
  const { dependencies, peerDependencies } = packageJson();
  const names = Object.keys({ ...dependencies, ...peerDependencies });
  const isBundled = name => bundled.some(each => each === name || each.test?.(name));
  return [...names.filter(name => !isBundled(name)), 'tslab'];
}

async function declare(outDir) {
  if (!existsSync(join(here, 'src', 'index.ts'))) return;
  const { writeDeclarations } = await import('./declarations.mjs');
  writeDeclarations(join(here, 'tsconfig.json'), outDir);
}

function replace(old, next) {
  rmSync(old, { recursive: true, force: true });
  renameSync(next, old);
}

function sourcesHash() {
  const files = [...filesUnder(join(here, 'src')), ...settings].sort();
  return hashOf(...files.flatMap(file => [file.slice(here.length), readFileSync(file)]));
}

const settings = [
  ...['build.mjs', 'declarations.mjs', 'type-text.mjs'],
  ...['package.json', 'tsconfig.json', '../tsconfig.json']
]
  .map(name => join(here, name))
  .filter(existsSync);

const packageJson = () => JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    if (!isBuilt()) await build();
  } catch (error) {
    printError(error.message);
    process.exitCode = 1;
  }
}
