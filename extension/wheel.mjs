/* `npm run wheel [FOLDER]`: the extension as a wheel that pip installs where there is no Node. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { printError } from '../kernel-lib/setup/print.mjs';
import { build, isBuilt } from './build.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const own = join(here, '..', '.venv', 'bin', 'python');
const python = existsSync(own) ? own : 'python3';

if (!isBuilt()) await build();
const folder = resolve(process.argv[2] ?? join(here, 'dist'));
const { status, error } = spawnSync(python, [join(here, 'wheel.py'), folder], { stdio: 'inherit' });
if (error) printError(error.message);
process.exitCode = status ?? 1;
