/* `npm run test:local`: a real, small model in this process: fetches what it needs, plays and rates. */
import { join } from 'node:path';
import { orExplain } from '../../kernel-lib/setup/failure.mjs';
import { setUpLocal } from '../../kernel-lib/setup/local-library.mjs';
import { foreground } from '../../kernel-lib/setup/program.mjs';
import { setUp } from '../../kernel-lib/setup/steps.mjs';
import { fetchedWeights } from './weights.mjs';

await orExplain(async () => {
  const root = await setUp();
  await setUpLocal();
  const env = { SOTOPIA_PI_GGUF: await fetchedWeights() };
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const args = [vitest, 'run', '--project', 'slow', 'test/local', ...process.argv.slice(2)];
  process.exitCode = await foreground(process.execPath, args, { cwd: root, env });
});
