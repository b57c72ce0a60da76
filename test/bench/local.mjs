/* What a model in this process costs, beside llama.cpp's own calls, and what its memory of prompts saves. */
import { existsSync } from 'node:fs';
import { libraryFolder } from '../../kernel-lib/setup/local-library.mjs';
import { weightsFile } from '../local/weights.mjs';
import { compiled, lastObject, run, table, whole } from './measure.mjs';

export const title = 'A model in this process';

export async function section() {
  if (!existsSync(libraryFolder()) || !existsSync(weightsFile)) {
    return 'Not measured here: `npm run test:local` fetches what it needs.';
  }
  const said = run(process.execPath, [await compiled('local.ts'), weightsFile]);
  const { limit, ours, anew, talks, turns } = lastObject(said);
  const perSecond = ({ evaluated, written, wallSeconds }) => (evaluated + written) / wallSeconds;
  const row = (name, used) => [
    name,
    used.wallSeconds.toFixed(1),
    used.cpuSeconds.toFixed(1),
    whole(used.evaluated),
    whole(used.cached),
    whole(used.written),
    whole(perSecond(used))
  ];
  const share = (100 * perSecond(ours)) / perSecond(limit);
  const known = (100 * ours.cached) / (ours.cached + ours.evaluated);
  return `SmolLM2-135M-Instruct (too small for conclusions; its figures are llama.cpp’s and ours, not the method’s), ${talks} talks of ${turns} turns at once, replies held to the schema of an action.

${table([
  ['', 'wall s', 'CPU s', 'prompt tokens evaluated', 'known from before', 'written', 'tokens/s'],
  row('llama.cpp’s own calls, a sequence for each agent by arrangement', limit),
  row('through the client, as episodes ask', ours),
  row('llama.cpp’s own calls, nothing known from before', anew)
])}

Episodes reach ${share.toFixed(0)} % of llama.cpp’s own tokens per second. ${known.toFixed(0)} % of the prompts’ tokens are not evaluated again, which makes talks ${(anew.wallSeconds / ours.wallSeconds).toFixed(1)} times as fast.`;
}
