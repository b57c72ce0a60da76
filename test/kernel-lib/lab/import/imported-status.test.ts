import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { importFiles } from '../../../../kernel-lib/src/lab/import/import';
import {
  importedStatus,
  isOnlyImported
} from '../../../../kernel-lib/src/lab/import/imported-status';
import { openRun } from '../../../../kernel-lib/src/lab/run';
import { emptyFolder } from '../../../support/folder';
import { agentProfile, episodeLog } from '../../../support/published';

test('a folder of imports has a status before any run: how many of each, and where they come from', async () => {
  const run = emptyFolder();
  expect(isOnlyImported(run)).toBe(false);
  const file = join(emptyFolder(), 'all.jsonl');
  const records = [agentProfile(), episodeLog(), { neither: 'this' }];
  writeFileSync(file, records.map(one => JSON.stringify(one)).join('\n'));
  await importFiles([file], run);
  expect(isOnlyImported(run)).toBe(true);
  expect(await importedStatus(run)).toMatchObject({
    run: null,
    imported: { characters: 1, episodes: 1, skipped: 1 },
    sources: [{ name: 'all.jsonl', formats: ['AgentProfile', 'EpisodeLog'] }]
  });
  openRun(run).close();
  expect(isOnlyImported(run)).toBe(false);
});
