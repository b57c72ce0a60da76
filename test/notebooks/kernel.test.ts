import { expect, test } from 'vitest';
import { startedKernel } from '../support/kernel';

test('the import takes less than a second', async () => {
  const kernel = await startedKernel();
  const warm = await kernel.run('const a = 1;');
  const t = performance.now();
  const r = await kernel.run("import * as pi from 'sotopia-pi';");
  const t2 = performance.now();
  console.log(warm, r, t2 - t);
  const r2 = await kernel.run("const t0 = performance.now(); pi.openRun; performance.now() - t0");
  console.log(r2);
});
