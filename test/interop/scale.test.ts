import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { sourceFiles } from '../../kernel-lib/src/edge/source-files';
import { foundIn } from '../../kernel-lib/src/interop/read';
import { zipOf } from '../support/archives';
import { lastJson, sotopiaPi } from '../support/command';
import { emptyFolder } from '../support/folder';
import { syntheticCorpus, syntheticLines, syntheticStore } from '../support/synthetic';
import { isLong } from '../support/long';

const corpusRows = isLong ? 350_000 : 60_000;
const storedEpisodes = isLong ? 5_000 : 1_000;
const manyEpisodes = isLong ? 100_000 : 5_000;
const mostMegabytes = 300;
const bytesOfText = isLong ? 350 : 1000; // a hash in a map, and what waits to be collected

/** Imports a path in a process of its own; says what it read, and the most memory it had. */
async function imported(path: string) {
  const folder = emptyFolder();
  const hook = join(folder, 'hook.cjs');
  const costs = join(folder, 'costs.json');
  writeFileSync(
    hook,
    `process.on('exit', () => require('fs').writeFileSync(${JSON.stringify(costs)}, JSON.stringify(process.resourceUsage())));`
  );
  const ended = await sotopiaPi(['import', path, '--run', join(folder, 'run'), '--json'], folder, {
    NODE_OPTIONS: `--require ${hook}`
  });
  expect(ended.code, ended.stderr).toBe(0);
  const { maxRSS } = JSON.parse(readFileSync(costs, 'utf8')) as NodeJS.ResourceUsage;
  return { counts: lastJson(ended), megabytes: maxRSS / 1024 };
}

test.each(['plain', '.gz', '.zip'])(
  'a corpus of full size, %s, is read in little memory',
  async kind => {
    const folder = emptyFolder();
    const plain = join(folder, 'social-chem-101.v1.0.tsv');
    const bytes = await syntheticCorpus(plain, corpusRows);
    const path = kind === 'plain' ? plain : join(folder, `corpus.tsv${kind}`);
    if (kind === '.gz') writeFileSync(path, gzipSync(readFileSync(plain), { level: 1 }));
    if (kind === '.zip') {
      writeFileSync(path, zipOf({ name: 'social-chem-101/x.tsv', bytes: readFileSync(plain) }));
    }
    const { counts, megabytes } = await imported(path);
    console.log(`${kind}: ${(bytes / 1e6).toFixed(0)} MB, read in ${megabytes.toFixed(0)} MB`);
    expect(counts).toMatchObject({
      inspirations: Math.ceil(corpusRows * 0.3),
      skipped: 0
    });
    expect(megabytes).toBeLessThan(mostMegabytes);
  }
);

test('of a text that comes the first time a hash stays in memory, and nothing else', async () => {
  const folder = emptyFolder();
  const cost = async (share: number) => {
    const path = join(folder, `${share}.tsv`);
    await syntheticCorpus(path, corpusRows, share);
    const { counts, megabytes } = await imported(path);
    expect(counts).toMatchObject({ inspirations: Math.ceil(corpusRows * share) });
    return megabytes;
  };
  const more = (await cost(1)) - (await cost(0.01));
  console.log(`${corpusRows} distinct texts: ${more.toFixed(0)} MB more`);
  expect((more * 1024 * 1024) / corpusRows).toBeLessThan(bytesOfText);
});

test('stored episodes are read one after another, and average to what was stored', async () => {
  const folder = emptyFolder();
  syntheticStore(folder, storedEpisodes);
  let sum = 0;
  let n = 0;
  for (const file of sourceFiles(folder)) {
    if ('reason' in file) continue;
    for await (const found of foundIn(file.text(), file.path)) {
      if (found.kind !== 'episode') continue;
      for (const reward of found.value.rewards) sum += reward?.[1].goal ?? NaN;
      n++;
    }
  }
  expect([n, sum / n / 2]).toEqual([storedEpisodes, (4.5 + 7) / 2]);
});

test('the memory does not grow with the number of episodes', async () => {
  const path = join(emptyFolder(), 'episodes.jsonl');
  await syntheticLines(path, manyEpisodes);
  const { counts, megabytes } = await imported(path);
  console.log(`${manyEpisodes} episodes in ${megabytes.toFixed(0)} MB`);
  expect(counts).toMatchObject({ episodes: manyEpisodes, skipped: 0 });
  expect(megabytes).toBeLessThan(mostMegabytes);
});
