import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { logFile, quietRun } from './command.mjs';
import { lackError, lackIn, SetupError, tellingLine } from './failure.mjs';
import { withLock } from './lock.mjs';
import { setupProgress } from './progress.mjs';

/** The release that is installed; the library looks for the same. */
export const libraryVersion = '3.22.1';

const platforms = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'linux-arm': 'linux-armv7l',
  'linux-riscv64': 'linux-riscv64',
  'darwin-x64': 'mac-x64',
  'darwin-arm64': 'mac-arm64-metal'
};

/** Where it is put: not into node_modules, which `npm ci` empties. */
export function libraryFolder(env = process.env) {
  const cache = env.XDG_CACHE_HOME || join(homedir(), '.cache');
  return join(cache, 'sotopia-pi', 'node-llama-cpp', libraryVersion);
}

/**
 * Installs node-llama-cpp and the binaries of this platform, once, and returns their folder.
 *
 * Throws: SetupError when there are none for this platform, or the machine lacks something
 */
export async function setUpLocal(folder = libraryFolder()) {
  if (isThere(folder)) return folder;
  const platform = platforms[`${process.platform}-${process.arch}`];
  if (platform === undefined) throw unsupported();
  const progress = setupProgress();
  const onWait = () => progress.say('Another set-up is running here; waiting for it.');
  mkdirSync(dirname(folder), { recursive: true });
  await withLock(
    `${folder}.lock`,
    () => isThere(folder) || progress.during('local models', () => install(folder, platform)),
    { onWait }
  );
  return folder;
}

/** A folder has its name only once everything is in it. */
async function install(folder, platform) {
  const part = `${folder}.part`;
  rmSync(part, { recursive: true, force: true });
  mkdirSync(part, { recursive: true });
  writeFileSync(join(part, 'package.json'), '{ "private": true }\n');
  const packages = ['node-llama-cpp', `@node-llama-cpp/${platform}`];
  const { code, said } = await quietRun(
    'npm',
    [
      ...['install', ...packages.map(name => `${name}@${libraryVersion}`)],
      ...['--omit=optional', '--ignore-scripts', '--no-save', '--no-package-lock'],
      ...['--prefer-offline', '--loglevel=error', '--no-audit', '--no-fund', '--no-progress'],
      ...['--fetch-retries=3', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=10000']
    ],
    { cwd: part }
  );
  if (code !== 0) throw installError(part, said);
  rmSync(folder, { recursive: true, force: true });
  renameSync(part, folder);
}

function isThere(folder) {
  return existsSync(join(folder, 'node_modules', 'node-llama-cpp', 'package.json'));
}

function installError(part, said) {
  rmSync(part, { recursive: true, force: true }); // gives back the room of what was half made
  const lack = lackIn(said);
  const log = lack ? undefined : logFile('npm', said);
  const npm = log ? `npm install; all it said is in ${log}` : 'npm install';
  const where = lack === 'network' ? "npm's registry" : lack ? part : npm;
  return lackError('local-library', lack, where, tellingLine(said));
}

function unsupported() {
  const todo =
    'Serve the model by Ollama or llama.cpp instead: --models ollama, --models llama-cpp.';
  const got = `${process.platform} on ${process.arch}`;
  return new SetupError('local-library', 'a platform node-llama-cpp has binaries for', got, todo);
}
