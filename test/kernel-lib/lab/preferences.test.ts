import { expect, test } from 'vitest';
import { table } from '../../../kernel-lib/src/edge/table';
import { preferences } from '../../../kernel-lib/src/lab/preferences';
import { viewRun } from '../../../kernel-lib/src/lab/run';
import { tables } from '../../../kernel-lib/src/lab/tables';
import { pairName } from '../../../kernel-lib/src/rating/study';
import { preferenceWith, putFile } from '../../support/people-files';
import { smallRun } from '../../support/small-run';

const episodes = ['episode-0000000000000001', 'episode-0000000000000002'] as const;
const name = `preferences/${pairName(episodes)}/mira.json`;

/** A run, its folder, and what a person's file about its first pair has to hold. */
function runToCompare() {
  const folder = smallRun();
  const run = viewRun(folder);
  const transcripts = run.rows(tables.episodes).map(each => each.transcript);
  const file = {
    ...{ version: 1, run: run.file.id, episodes, transcripts: transcripts.slice(0, 2) },
    rater: { id: 'mira', name: 'Mira' },
    handedIn: [preferenceWith()]
  };
  return { folder, run, file };
}

test.each([
  ['A', episodes[1]],
  ['B', episodes[0]],
  ['tie', undefined]
] as const)('%s names the better one by the order in which the two were shown', (better, id) => {
  const { folder, run, file } = runToCompare();
  putFile(folder, name, { ...file, handedIn: [preferenceWith({ better, reason: 'ends well' })] });
  const { preferences: found, skipped } = preferences(run);
  expect(skipped).toEqual([]);
  expect(found).toMatchObject([
    {
      ...{ task: 'task-bicycle', a: episodes[1], b: episodes[0], rater: 'mira', blind: true },
      ...{ better, preferred: id, reason: 'ends well', edits: 0 }
    }
  ]);
  expect(table(found).shape[0]).toBe(1);
});

test('the last of what was handed in counts', () => {
  const { folder, run, file } = runToCompare();
  const handedIn = [preferenceWith(), preferenceWith({ better: 'tie' })];
  putFile(folder, name, { ...file, handedIn });
  expect(preferences(run).preferences).toMatchObject([{ better: 'tie', edits: 1 }]);
});

test.each<[string, object, RegExp]>([
  ['is of another run', { run: 'run-other' }, /another run/],
  ['compares another transcript', { transcripts: ['beef', 'beef'] }, /other transcripts/],
  ['says neither A, B nor tie', { handedIn: [{ ...preferenceWith(), better: 'C' }] }, /valid/],
  [
    'was shown other episodes',
    { handedIn: [preferenceWith({ shown: [episodes[0], 'episode-0000000000000003'] })] },
    /other episodes/
  ],
  ['is by somebody else', { rater: { id: 'abe', name: 'Abe' } }, /by abe, not mira/],
  ['climbs', { episodes: ['../x', episodes[1]] }, /valid episodes/],
  ['names an episode that is not there', { episodes: [episodes[0], 'zzz'] }, /not/]
])('a file that %s is skipped', (_, fields, reason) => {
  const { folder, run, file } = runToCompare();
  putFile(folder, name, { ...file, ...fields });
  const { preferences: found, skipped } = preferences(run);
  expect([found.length, ...skipped.map(each => each.file)]).toEqual([0, name]);
  expect(skipped[0]?.reason).toMatch(reason);
});

test('one episode compared with itself is no pair', () => {
  const { folder, run, file } = runToCompare();
  const twice = [episodes[0], episodes[0]] as const;
  const same = `preferences/${pairName(twice)}/mira.json`;
  const handedIn = [preferenceWith({ shown: [...twice] })];
  const transcripts = [file.transcripts[0], file.transcripts[0]];
  putFile(folder, same, { ...file, episodes: twice, transcripts, handedIn });
  expect(preferences(run).skipped).toMatchObject([{ reason: 'it is no pair of one task' }]);
});
