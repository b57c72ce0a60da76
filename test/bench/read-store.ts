/* Reads every stored episode under a path and prints the mean goal score of the first seat. */
import { readFileSync } from 'node:fs';
import { sourceFiles } from '../../kernel-lib/src/edge/source-files';
import { foundIn } from '../../kernel-lib/src/interop/read';

async function averaged(path: string): Promise<{ episodes: number; meanOfFirst: number }> {
  let episodes = 0;
  let sum = 0; // of the first seat's goal scores
  for (const file of sourceFiles(path)) {
    if ('reason' in file) throw new Error(file.reason);
    for await (const found of foundIn(file.text(), file.path)) {
      if (found.kind !== 'episode') continue;
      episodes++;
      sum += found.value.rewards[0]?.[1].goal ?? NaN;
    }
  }
  return { episodes, meanOfFirst: sum / episodes };
}

/** The floor: every file read and parsed, and nothing else. */
function parsed(path: string): { episodes: number } {
  let episodes = 0;
  for (const file of sourceFiles(path)) {
    JSON.parse(readFileSync(file.path, 'utf8'));
    episodes++;
  }
  return { episodes };
}

const [path = '', how] = process.argv.slice(2);
void (async () => {
  console.log(JSON.stringify(how === 'parse' ? parsed(path) : await averaged(path)));
})();
