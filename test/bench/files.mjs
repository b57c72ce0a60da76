/* What reading other people's files costs. */
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { installPeer, withPeer } from './peer.mjs';
import { atLeast, atMost, cli, compiled, desk, measured, table, whole } from './measure.mjs';

export const title = 'Files that come in';

const rows = 350_000;
const stored = 5000;
const many = 100_000;

export async function section({ peer }) {
  const make = await compiled('make-files.ts');
  return `Made-up files of the published sizes, each read in a process of its own, its start included.

${corpora(make)}

${await store(make, peer)}

${episodes(make)}`;
}

function corpora(make) {
  const plain = join(desk, 'social-chem-101.v1.0.tsv');
  measured([make, 'corpus', plain, rows]);
  const packed = `${plain}.gz`;
  writeFileSync(packed, gzipSync(readFileSync(plain), { level: 6 }));
  const megabytes = statSync(plain).size / 1e6;
  const row = ([name, path], i) => {
    const folder = join(desk, `imported-${i}`);
    const used = measured([cli, 'import', path, '--run', folder, '--json']);
    atLeast(25, megabytes / used.cpuSeconds, `megabytes a second of processor time, ${name}`);
    return [
      `\`import\` of ${whole(rows)} rows of Social Chemistry, ${name}`,
      whole(megabytes),
      used.wallSeconds.toFixed(1),
      (megabytes / used.wallSeconds).toFixed(0),
      whole(used.peakMegabytes)
    ];
  };
  return table([
    ['', 'MB', 'wall s', 'MB/s', 'peak MB'],
    ...[
      ['plain', plain],
      ['.gz', packed]
    ].map(row)
  ]);
}

async function store(make, peer) {
  const home = join(desk, 'home');
  const folder = join(home, '.sotopia/data');
  mkdirSync(folder, { recursive: true });
  measured([make, 'store', folder, stored]);
  const read = await compiled('read-store.ts');
  const ours = measured([read, folder]);
  const floor = measured([read, folder, 'parse']);
  atMost(3, ours.cpuSeconds / floor.cpuSeconds, 'reading episodes, in times of JSON.parse alone');
  const line = (name, { wallSeconds, peakMegabytes }) => [
    name,
    wallSeconds.toFixed(2),
    whole(peakMegabytes),
    (wallSeconds / ours.wallSeconds).toFixed(1)
  ];
  const lines = [line('ours', ours), line('`JSON.parse` and nothing else', floor)];
  if (peer) {
    installPeer();
    const theirs = withPeer('peer_benchmark.py', [], home);
    const goal = ours.meanOfFirst.toFixed(2);
    if (!theirs.table.includes(`${goal} ±`)) throw new Error(`no ${goal} in ${theirs.table}`);
    lines.push(line('sotopia 0.1.5, `benchmark --only-show-performance`', theirs));
  }
  return table([
    [`${whole(stored)} stored EpisodeLogs read and averaged`, 'wall s', 'peak MB', 'times ours'],
    ...lines
  ]);
}

function episodes(make) {
  const path = join(desk, 'episodes.jsonl');
  measured([make, 'lines', path, many]);
  const folder = join(desk, 'imported-many');
  const used = measured([cli, 'import', path, '--run', folder, '--json']);
  const megabytes = statSync(path).size / 1e6;
  return `\`import\` of ${whole(many)} EpisodeLogs (${whole(megabytes)} MB): ${used.wallSeconds.toFixed(0)} s, peak ${whole(used.peakMegabytes)} MB.`;
}
