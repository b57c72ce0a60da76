import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shortDigest } from '../../../../kernel-lib/src/base/id';
import { readRows } from '../../../../kernel-lib/src/edge/files';
import { inspirationOf, type Inspiring } from '../../../../kernel-lib/src/inspiration/intake';
import { poolOf } from '../../../../kernel-lib/src/inspiration/pool';
import { sources } from '../../../../kernel-lib/src/inspiration/schema';
import { importedTables } from '../../../../kernel-lib/src/lab/import/imported';
import { ImportedPool } from '../../../../kernel-lib/src/lab/import/pool';
import { emptyFolder } from '../../../support/folder';

const table = importedTables.inspirations;
const one = (source: Inspiring['source'], text: string): Inspiring => ({ source, text });
const rows = (folder: string) => readRows(table, join(folder, table.file));

async function poured(folder: string, texts: readonly Inspiring[], except: string[] = []) {
  const pool = await ImportedPool.in(folder);
  for (const text of texts) pool.add(text);
  return pool.write(new Set(except.map(shortDigest)));
}

const anyInspiring = fc.record({
  source: fc.constantFrom(...sources, 'unknown' as const),
  text: fc.constantFrom('a', 'b', 'c', 'd', 'ü 🎈')
});

test('whatever comes in whatever order, it is the pool of all of it, as in the paper', async () => {
  const texts = fc.array(anyInspiring, { maxLength: 12 });
  const excepted = fc.subarray(['a', 'b']);
  await fc.assert(
    fc.asyncProperty(texts, texts, excepted, async (first, second, except) => {
      const folder = emptyFolder();
      await poured(folder, first);
      const n = await poured(folder, second, except);
      const whole = (all: readonly Inspiring[]) =>
        all.map(({ source, text }) => inspirationOf(source, text));
      const pool = poolOf([poolOf([whole(first)]), whole(second)], except);
      expect(rows(folder)).toEqual(pool);
      expect(n).toBe(poolOf([whole(second)], except).length);
    }),
    { numRuns: 60 }
  );
});

test('a text of an earlier source takes the place of the same of a later one', async () => {
  const folder = emptyFolder();
  await poured(folder, [one('normbank', 'wave'), one('social_chem', 'wave')]);
  expect(rows(folder)).toMatchObject([{ source: 'social_chem', text: 'wave' }]);
});

test('what an import that was stopped left is removed by the next', async () => {
  const folder = emptyFolder();
  mkdirSync(join(folder, 'imported'));
  writeFileSync(join(folder, 'imported/inspirations.jsonl.normbank.tmp'), 'half a li');
  await poured(folder, [one('normbank', 'wave')]);
  expect(readdirSync(join(folder, 'imported'))).toEqual(['inspirations.jsonl']);
  expect(rows(folder)).toHaveLength(1);
});

test('without an inspiration there is no file; the same again leaves it as it was', async () => {
  const folder = emptyFolder();
  expect(await poured(folder, [])).toBe(0);
  expect(readdirSync(folder)).toEqual([]);
  const texts = [one('normbank', 'wave'), one('social_iqa', 'sing')];
  await poured(folder, texts);
  const before = readFileSync(join(folder, table.file), 'utf8');
  expect(await poured(folder, texts)).toBe(2);
  expect(readFileSync(join(folder, table.file), 'utf8')).toBe(before);
});
