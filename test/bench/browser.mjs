/* How soon long lists of episodes are there. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { desk, lastObject, root, run, table, whole } from './measure.mjs';

export const title = 'Long lists of episodes';

export async function section() {
  const program = join(desk, 'browse.mjs');
  await build({
    entryPoints: [join(root, 'test/bench/browse.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    // its sources find the repository from where they lie
    define: { 'import.meta.url': JSON.stringify(pathToFileURL(join(root, 'test/bench/x.ts'))) },
    logLevel: 'silent'
  });
  const { noBrowser, rows } = lastObject(run(process.execPath, [program]));
  if (noBrowser) return `Not measured: ${noBrowser}.`;
  const seconds = n => n.toFixed(2);
  return `A run’s \`episodes.jsonl\` in JupyterLab, from the double click; the best of three. The index is written when a stage ends.

${table([
  ['episodes', 'list there, s', 'with the judge’s scores, s', 'index written in, s'],
  ...rows.map(each => [
    whole(each.episodes),
    seconds(each.listSeconds),
    seconds(each.scoresSeconds),
    seconds(each.indexSeconds)
  ])
])}`;
}
