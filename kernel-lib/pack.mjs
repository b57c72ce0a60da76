/* `npm run pack`: the package as it is published, with the shipped data inside, as one .tgz file. */
import { spawnSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, isBuilt } from './build.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const data = join(here, 'data'); // the repository's own stands beside the package, not in it

if (!isBuilt()) await build();
rmSync(data, { recursive: true, force: true });
try {
  cpSync(join(here, '..', 'data'), data, { recursive: true });
  const args = ['pack', '--ignore-scripts', ...process.argv.slice(2)];
  const { status } = spawnSync('npm', args, { cwd: here, stdio: 'inherit' });
  process.exitCode = status ?? 1;
} finally {
  rmSync(data, { recursive: true, force: true });
}
