import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { emptyFolder } from '../support/folder';

const program = fileURLToPath(new URL('../support/closed-runs.cjs', import.meta.url));
const library = fileURLToPath(new URL('../../kernel-lib/dist/index.cjs', import.meta.url));

test('a closed run leaves nothing in the memory of a kernel, also where a variable keeps it', async () => {
  const folder = emptyFolder();
  const args = ['--expose-gc', program, library, folder];
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    env: { ...process.env, XDG_CACHE_HOME: folder }
  });
  // The first two lines load what every later one needs too.
  const [, before, after] = JSON.parse(stdout.trim().split('\n').at(-1)!) as number[];
  expect(after).toBeLessThan(before! * 1.1);
});
