/* How soon lists, long talks and saved ratings are there in JupyterLab, and what the extension weighs. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { atMost, median, printedBy, root, table, whole } from './measure.mjs';

export const title = 'In JupyterLab';

export async function section() {
  const lists = await printedBy('browse.ts');
  if (lists.noBrowser) return `Not measured: ${lists.noBrowser}.`;
  const { far, near, all, scrolled, submitted } = await printedBy('read.ts');
  lists.rows.forEach(({ episodes, listSeconds }) =>
    atMost(episodes > 10_000 ? 3 : 1, listSeconds, `seconds to a list of ${whole(episodes)}`)
  );
  atMost(100, far[0], 'milliseconds to a painted talk');
  atMost(200, submitted[0], 'milliseconds to a saved rating');
  atMost(0, scrolled.empty, 'frames with a place without its turn');
  atMost(300, bundleBytes('own') / 1000, 'kB of the extension’s own bundle');
  return `A run’s \`episodes.jsonl\`, from the double click; the best of three. The index is written when a stage ends.

${listTable(lists.rows)}

Reading and rating, from the key to the frame or the word that follows it:

${table([
  ['', 'first, ms', 'median of the next, ms'],
  ['a talk of 1,000 turns is painted, as far as it is in sight', ...firstAndNext(far)],
  ['… from the one beside it in the list: it is read ahead', ...firstAndNext(near)],
  ['… and all of its turns are there to scroll and search', ...firstAndNext(all)],
  ['a rating is on the disk, read back, and “Saved” is said', ...firstAndNext(submitted)]
])}

Scrolling through the 1,000 turns, ${whole(scrolled.pixels)} px a frame: ${whole(scrolled.frames)} frames, in ${whole(scrolled.empty)} of them a place without its turn, ${whole(scrolled.late)} later than 25 ms (without a graphics card).

The extension’s own bundle: ${whole(bundleBytes('own') / 1000)} kB gzipped; plotly.js, loaded with the first figure, ${whole(bundleBytes('plotly') / 1000)} kB more; the outlines of maps, loaded only by a figure with a map, ${whole(bundleBytes('maps') / 1000)} kB in all.`;
}

function listTable(rows) {
  const seconds = n => n.toFixed(2);
  return table([
    ['episodes', 'list there, s', 'with the judge’s scores, s', 'index written in, s'],
    ...rows.map(each => [
      whole(each.episodes),
      seconds(each.listSeconds),
      seconds(each.scoresSeconds),
      seconds(each.indexSeconds)
    ])
  ]);
}

function firstAndNext([first, ...next]) {
  return [first, median(next)].map(whole);
}

/** The gzipped size of one part of the bundle: `own`, `plotly` (plotly.js) or `maps` (outlines of countries). */
function bundleBytes(part) {
  const folder = join(root, 'extension/labextension/static');
  return readdirSync(folder)
    .filter(name => name.endsWith('.js'))
    .map(name => readFileSync(join(folder, name)))
    .filter(text => partOf(text) === part)
    .reduce((sum, text) => sum + gzipSync(text, { level: 9 }).length, 0);
}

function partOf(text) {
  if (text.includes('{"type":"Topology"')) return 'maps';
  return text.includes('plotly_relayout') ? 'plotly' : 'own';
}
