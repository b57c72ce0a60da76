/* sotopia 0.1.5, the Python package of the method's predecessor, in an environment of its own. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { desk, lastObject, root, run } from './measure.mjs';

const folder = join(root, '.venv.peer');
const python = join(folder, 'bin/python');

/** The command of the peer, for tests that let it read what we wrote. */
export const peerCommand = join(folder, 'bin/sotopia');

/** Installs the peer once. */
export function installPeer() {
  if (existsSync(peerCommand)) return;
  const own = join(root, '.venv/bin');
  run(join(own, 'python'), ['-m', 'venv', folder]);
  run(python, ['-m', 'pip', 'install', '--quiet', 'sotopia==0.1.5']);
}

/** Runs a Python program of the bench with the peer; a home of its own keeps it off the user's data. */
export function withPeer(program, args = [], home = desk) {
  const env = {
    HOME: home,
    SOTOPIA_STORAGE_BACKEND: 'local',
    OPENAI_API_KEY: 'none',
    COLUMNS: '300'
  };
  const began = performance.now();
  const said = run(python, [join(root, 'test/bench', program), ...args], { cwd: home, env });
  return { wallSeconds: (performance.now() - began) / 1000, ...lastObject(said) };
}
