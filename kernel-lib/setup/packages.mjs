import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { logFile, quietRun } from './command.mjs';
import { lackError, lackIn, SetupError, tellingLine } from './failure.mjs';
import { hashOf, isStamped, stamp, unstamp } from './stamp.mjs';

/** The step that installs the Node packages exactly as the lockfile says. */
export function packagesStep(root) {
  const file = join(root, 'node_modules', '.sotopia-pi-packages');
  const key = () => hashOf(lockfileText(root), nodeMajor(), process.platform, process.arch);
  return {
    name: 'Node packages',
    isDone: () => isStamped(file, key()),
    run: async ({ signal }) => {
      const before = key();
      unstamp(file);
      await install(root, signal);
      stamp(file, before);
    }
  };
}

// npm's own first tries wait up to a minute; a missing network shall show in seconds
const quiet = [
  '--loglevel=error',
  '--no-progress',
  '--no-audit',
  '--no-fund',
  '--no-update-notifier'
];
const patience = [
  '--fetch-retries=3',
  '--fetch-retry-mintimeout=1000',
  '--fetch-retry-maxtimeout=10000'
];

/** Asks the registry once; without it, whatever npm has kept from earlier may still be enough. */
async function install(root, signal) {
  const options = { cwd: root, signal, env: { ...process.env, NODE_ENV: '' } };
  const ping = await quietRun('npm', ['ping', ...quiet, '--fetch-retries=0'], options);
  const isOffline = ping.code !== 0 && lackIn(ping.said) === 'network';
  const source = isOffline ? ['--offline'] : ['--prefer-offline', ...patience];
  const ci = await quietRun(
    'npm',
    ['ci', '--include=dev', '--ignore-scripts', ...quiet, ...source],
    options
  );
  if (ci.code === 0 && existsSync(join(root, 'node_modules'))) return;
  // npm would begin anew anyway: give back the room that the half of its work took
  rmSync(join(root, 'node_modules'), { recursive: true, force: true });
  throw installError(root, ci.said, isOffline ? ping.said : ci.said);
}

function installError(root, said, telling) {
  if (/^ENOENT /m.test(said) && /spawn npm/.test(said)) {
    return new SetupError(
      'packages',
      'npm on PATH',
      'none',
      'Install Node with npm (https://nodejs.org) and run the command again.'
    );
  }
  const lack = lackIn(said);
  const line = tellingLine(lack === 'network' ? telling : said);
  const where = lack === 'network' ? "npm's registry" : lack ? root : whereOf(said);
  return lackError('packages', lack, where, line);
}

function whereOf(said) {
  const log = logFile('npm', said);
  return log ? `npm ci; all it said is in ${log}` : 'npm ci';
}

function lockfileText(root) {
  return readFileSync(join(root, 'package-lock.json'), 'utf8');
}

const nodeMajor = () => process.versions.node.split('.')[0];
