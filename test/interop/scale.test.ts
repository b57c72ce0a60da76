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
const leastMegabytesPerSecond = 25; // of processor time, which other work on the machine does not change
const mostMegabytes = 300;
const bytesOfText = isLong ? 350 : 1000; // a hash in a map, and what waits to be collected

/** Imports a path in a process of its own; says what it read, and what it cost. */
async function imported(path: string) {
  const folder = emptyFolder();
  const hook = join(folder, 'hook.cjs');
  const costs = join(folder, 'costs.json');
  writeFileSync(
    hook,
    `process.on('exit', () => require('fs').writeFileSync(${JSON.stringify(costs)}, JSON.stringify(process.resourceUsage())));`
  );
  const start = performance.now();
  const ended = await sotopiaPi(['import', path, '--run', join(folder, 'run'), '--json'], folder, {
    NODE_OPTIONS: `--require ${hook}`
  });
  const seconds = (performance.now() - start) / 1000;
  expect(ended.code, ended.stderr).toBe(0);
  const { userCPUTime, systemCPUTime, maxRSS } = JSON.parse(
    readFileSync(costs, 'utf8')
  ) as NodeJS.ResourceUsage;
  return {
    counts: lastJson(ended),
    seconds,
    cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
    megabytes: maxRSS / 1024
  };
}

test.each(['plain', '.gz', '.zip'])(
  'a corpus of full size, %s, is read fast and in little memory',
  async kind => {
    const folder = emptyFolder();
    const plain = join(folder, 'social-chem-101.v1.0.tsv');
    const bytes = await syntheticCorpus(plain, corpusRows);
    const path = kind === 'plain' ? plain : join(folder, `corpus.tsv${kind}`);
    if (kind === '.gz') writeFileSync(path, gzipSync(readFileSync(plain), { level: 1 }));
    if (kind === '.zip') {
      writeFileSync(path, zipOf({ name: 'social-chem-101/x.tsv', bytes: readFileSync(plain) }));
    }
    const { counts, seconds, cpuSeconds, megabytes } = await imported(path);
    console.log(
      `${kind}: ${(bytes / 1e6).toFixed(0)} MB in ${seconds.toFixed(1)} s, ${megabytes.toFixed(0)} MB`
    );
    expect(counts).toMatchObject({
      inspirations: Math.ceil(corpusRows * 0.3),
      skipped: 0
    });
    if (isLong) expect(bytes / 1e6 / cpuSeconds).toBeGreaterThan(leastMegabytesPerSecond);
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

const compilingMs = 600; // what the first run of our code takes, whatever it reads

/** What this process has spent so far; other work on the machine does not change it. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

test('stored episodes are read and averaged in about the time that reading and parsing alone take', async () => {
  const folder = emptyFolder();
  syntheticStore(folder, storedEpisodes);
  const alone = cpuMs();
  for (const file of sourceFiles(folder)) JSON.parse(readFileSync(file.path, 'utf8'));
  const start = cpuMs();
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
  const end = cpuMs();
  console.log(
    `${n} episodes: ${(end - start).toFixed(0)} ms; parsing alone ${(start - alone).toFixed(0)} ms`
  );
  expect([n, sum / n / 2]).toEqual([storedEpisodes, (4.5 + 7) / 2]);
  expect(end - start).toBeLessThan(3 * (start - alone) + compilingMs);
});

test('the memory does not grow with the number of episodes', async () => {
  const path = join(emptyFolder(), 'episodes.jsonl');
  await syntheticLines(path, manyEpisodes);
  const { counts, seconds, megabytes } = await imported(path);
  console.log(`${manyEpisodes} episodes in ${seconds.toFixed(1)} s, ${megabytes.toFixed(0)} MB`);
  expect(counts).toMatchObject({ episodes: manyEpisodes, skipped: 0 });
  expect(megabytes).toBeLessThan(mostMegabytes);
});
