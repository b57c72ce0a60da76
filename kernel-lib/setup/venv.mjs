import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { logFile, quietRun } from './command.mjs';
import { lackError, lackIn, tellingLine } from './failure.mjs';
import { usablePython } from './python.mjs';
import { packageFolder } from './root.mjs';
import { hashOf, stamp } from './stamp.mjs';

const requirements = join(packageFolder, 'setup', 'requirements.txt');

/** The step that makes `.venv` with the pinned JupyterLab. */
export function venvStep(root) {
  const venv = join(root, '.venv');
  const file = join(venv, '.sotopia-pi-venv');
  // programs in a virtual environment name its full path, so it belongs to the key
  const key = () => hashOf(readFileSync(requirements), venv);
  const chosen = process.env.SOTOPIA_PI_PYTHON;
  return {
    name: 'JupyterLab',
    isDone: () => isMade(file, key(), chosen) && existsSync(join(venv, 'bin', 'python')),
    run: async ({ signal }) => {
      const python = await usablePython();
      rmSync(venv, { recursive: true, force: true });
      await make(python, venv, signal);
      await fill(venv, signal);
      stamp(file, `${key()}\n${chosen ?? ''}`);
    }
  };
}

/** A Python chosen once need not be named again; naming another one makes the environment anew. */
function isMade(file, key, chosen) {
  if (!existsSync(file)) return false;
  const [madeFor, madeWith] = readFileSync(file, 'utf8').split('\n');
  return madeFor === key && (chosen === undefined || chosen === madeWith);
}

async function make(python, venv, signal) {
  const { code, said } = await quietRun(python, ['-m', 'venv', venv], { signal });
  if (code !== 0) throw venvError(said, venv, 'python -m venv');
}

/** uv installs in a second what takes pip half a minute; where uv does not work, pip does it. */
async function fill(venv, signal) {
  const inVenv = join(venv, 'bin', 'python');
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--retries=2'];
  const uv = await quietRun(inVenv, [...pip, pinnedUv()], { signal });
  if (uv.code === 0) {
    const uvInstall = ['pip', 'install', '--quiet', '--python', inVenv, '-r', requirements];
    const fast = await quietRun(join(venv, 'bin', 'uv'), uvInstall, { signal });
    if (fast.code === 0) return;
    if (lackIn(fast.said) === 'disk') throw venvError(fast.said, venv, 'uv pip install');
  }
  const slow = await quietRun(inVenv, [...pip, '-r', requirements], { signal });
  if (slow.code !== 0) throw venvError(slow.said, venv, 'pip install');
}

function pinnedUv() {
  return /^uv==\S+/m.exec(readFileSync(requirements, 'utf8'))?.[0] ?? 'uv';
}

function venvError(said, venv, program) {
  rmSync(venv, { recursive: true, force: true }); // gives back the room of what was half made
  const lack = lackIn(said);
  const where =
    lack === 'network' ? "Python's package index" : lack ? venv : whereOf(said, program);
  return lackError('venv', lack, where, tellingLine(said));
}

function whereOf(said, program) {
  const log = logFile('python', said);
  return log ? `${program}; all it said is in ${log}` : program;
}
