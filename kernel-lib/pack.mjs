/*
 * `npm run pack`: the package as it is published, with the shipped data, the licence and the list
 * of the licences of what it depends on inside, as one .tgz file.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, isBuilt } from './build.mjs';
import { licenceList, licencesOf } from './licences.mjs';
import { printError } from './setup/print.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const copied = ['data', 'LICENSE']; // the repository's own are beside the package, not in it
const list = join(here, 'THIRD-PARTY.txt');

if (!isBuilt()) await build();
const packages = licencesOf(here);
const unlicensed = packages.filter(({ licence }) => licence === undefined);
for (const { name, version } of unlicensed) {
  printError(`${name} ${version} has no licence, in its package.json or as a file.`);
}
clear();
try {
  for (const name of copied) cpSync(join(here, '..', name), join(here, name), { recursive: true });
  writeFileSync(list, licenceList(packages));
  const args = ['pack', '--ignore-scripts', ...process.argv.slice(2)];
  const { status } = spawnSync('npm', args, { cwd: here, stdio: 'inherit' });
  process.exitCode = status ?? 1;
} finally {
  clear();
}

function clear() {
  for (const name of copied) rmSync(join(here, name), { recursive: true, force: true });
  rmSync(list, { force: true });
}
