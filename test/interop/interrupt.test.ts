import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lastJson, sotopiaPi, started } from '../support/command';
import { fileServer } from '../support/file-server';
import { emptyFolder } from '../support/folder';
import { syntheticCorpus } from '../support/synthetic';

const interrupted = { code: 130, stdout: '' };
const patience = { timeout: 30_000, interval: 5 };

test('Ctrl+C ends a fetch with exit code 130, and the next one goes on where it was', async () => {
  const folder = emptyFolder();
  const bytes = Buffer.alloc(100_000, 'a,b\n');
  const server = await fileServer({ 'NormBank.csv': bytes });
  const fetching = ['fetch', 'normbank', '--to', folder, '--mirror', server.url];
  server.silentAfter = 60_000;
  const run = started(fetching, folder);
  const part = join(folder, 'NormBank.csv.part');
  await expect.poll(() => existsSync(part) && statSync(part).size, patience).toBe(60_000);
  run.child.kill('SIGINT');
  const ended = await run.ended;
  expect(ended).toMatchObject(interrupted);
  expect(ended.stderr).toContain('everything finished so far is kept');
  server.silentAfter = undefined;
  expect(await sotopiaPi(fetching, folder)).toMatchObject({ code: 0 });
  expect(server.asked).toEqual(['NormBank.csv', 'NormBank.csv bytes=60000-']);
  expect(readFileSync(join(folder, 'NormBank.csv'))).toEqual(bytes);
});

test('Ctrl+C ends an import with exit code 130, and the next one reads it all, nothing twice', async () => {
  const folder = emptyFolder();
  const corpus = join(folder, 'social-chem-101.v1.0.tsv');
  await syntheticCorpus(corpus, 100_000);
  const importing = ['import', corpus, '--run', 'run', '--json'];
  const run = started(importing, folder);
  const lock = join(folder, 'run/run.lock');
  await expect.poll(() => existsSync(lock), patience).toBe(true);
  run.child.kill('SIGINT');
  expect(await run.ended).toMatchObject({ code: 130 });
  expect(existsSync(lock)).toBe(false);
  const ended = await sotopiaPi(importing, folder);
  expect(lastJson(ended)).toMatchObject({ inspirations: 30_000, skipped: 0 });
});
