import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { LabError } from '../../kernel-lib/src/base/fail';
import { randomFrom } from '../../kernel-lib/src/base/random';
import { exportRun } from '../../kernel-lib/src/lab/export/export';
import { keepIndex } from '../../kernel-lib/src/lab/file-index';
import { importFiles } from '../../kernel-lib/src/lab/import/import';
import { importedEpisodes } from '../../kernel-lib/src/lab/import/imported-episodes';
import { preferences } from '../../kernel-lib/src/lab/preferences';
import { rateEpisodes } from '../../kernel-lib/src/lab/rate';
import { ratings } from '../../kernel-lib/src/lab/ratings';
import { openRun, viewRun } from '../../kernel-lib/src/lab/run';
import { statusOf } from '../../kernel-lib/src/lab/status';
import { emptyFolder } from '../support/folder';
import { outside, spoil } from '../support/hostile-folders';
import { isLong } from '../support/long';
import { smallRun } from '../support/small-run';

const folders = isLong ? 10_000 : 200;
const timeout = isLong ? 3_600_000 : 300_000;

const file = fileURLToPath(new URL('../../data/inspiration/social-iqa.jsonl', import.meta.url));

/** Everything that reads or writes a run folder. */
const verbs: Readonly<Record<string, (run: string) => unknown>> = {
  status: run => statusOf(viewRun(run)),
  ratings: run => ratings(viewRun(run)),
  preferences: run => preferences(viewRun(run)),
  'read imported': run => importedEpisodes(run),
  import: run => importFiles([file], run),
  export: run => exportRun(run, 'trl'),
  rate: async run => {
    const open = openRun(run, {}, { recording: 'off', budget: { calls: 3 } });
    try {
      await rateEpisodes(open);
    } finally {
      open.close();
    }
    await keepIndex(join(run, 'episodes.jsonl'), () => undefined);
  }
};

/** What a verb threw that is not a sentence for its user. */
async function crashOf(work: () => unknown): Promise<unknown> {
  try {
    await work();
    return undefined;
  } catch (error) {
    return error instanceof LabError ? undefined : error;
  }
}

test(
  `${folders} run folders with links, pipes, odd files and rows twice: no crash, no byte outside`,
  async () => {
    const clean = smallRun();
    const others = await outside();
    await importFiles([file], clean);
    const run = join(emptyFolder(), 'run');
    for (let seed = 0; seed < folders; seed++) {
      cpSync(clean, run, { recursive: true });
      const random = randomFrom('hostile folder', seed);
      const what = `seed ${seed}: ${spoil(run, others, random).join(', ')}`;
      const before = others.content();
      for (const [name, verb] of Object.entries(verbs)) {
        expect(await crashOf(() => verb(run)), `${name}, ${what}`).toBeUndefined();
        expect(others.content(), `${name}, ${what}`).toEqual(before);
      }
      rmSync(run, { recursive: true, force: true });
    }
  },
  timeout
);

test('a run that nobody spoiled passes through all of it', async () => {
  const run = smallRun();
  const { status, rate, export: exported, import: imported } = verbs;
  for (const verb of [imported!, exported!, status!]) await verb(run);
  await expect(Promise.resolve(rate!(run))).rejects.toThrow('[lab/budget]');
  expect(readFileSync(join(run, 'imported/inspirations.jsonl'), 'utf8')).toContain('"id"');
  expect(readdirSync(join(run, 'exports/trl'))).toContain('provenance.json');
  expect(readFileSync(join(run, 'ledger.jsonl'), 'utf8').split('\n')).toHaveLength(4);
});
