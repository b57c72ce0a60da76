import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { table } from '../../../kernel-lib/src/edge/table';
import { scoreOf } from '../../../kernel-lib/src/evaluation/score';
import { ratings } from '../../../kernel-lib/src/lab/ratings';
import { viewRun } from '../../../kernel-lib/src/lab/run';
import { tables } from '../../../kernel-lib/src/lab/tables';
import { Rating } from '../../../kernel-lib/src/rating/schema';
import { handedInWith, putFile } from '../../support/people-files';
import { seatRating } from '../../support/ratings';
import { smallRun } from '../../support/small-run';

const episode = 'episode-0000000000000001';
const name = `ratings/${episode}/mira-x1y2.json`;

/** A run, its folder, and what a person's file about its first episode has to hold. */
function runToRate() {
  const folder = smallRun();
  const run = viewRun(folder);
  const { transcript } = run.rows(tables.episodes)[0]!;
  const file = {
    ...{ version: 1, run: run.file.id, episode, transcript },
    rater: { id: 'mira-x1y2', name: 'Mira' },
    handedIn: [handedInWith()]
  };
  return { folder, run, file };
}

test('a run that nobody has rated has no ratings and skips nothing', () => {
  const { run } = runToRate();
  expect(ratings(run)).toEqual({ ratings: [], answers: [], declined: [], skipped: [] });
});

describe('what a person handed in', () => {
  test('is a rating like any other, with how it came about', () => {
    const { folder, run, file } = runToRate();
    putFile(folder, name, file);
    const [rating] = ratings(run).ratings;
    expect(Rating.parse(rating)).toMatchObject({ episode, tag: 'collect BC' });
    expect(rating).toMatchObject({
      ...{ name: 'Mira', edits: 0, blind: true, afterJudge: false },
      rater: { kind: 'person', id: 'mira-x1y2' },
      ...{ flags: [[], ['goal']], thumbs: { 1: 'up' } }
    });
  });

  test('counts as the people’s score of its episode', () => {
    const { folder, run, file } = runToRate();
    putFile(folder, name, file);
    const [first] = run.rows(tables.episodes);
    const score = scoreOf(
      { model: 'BC', episode: first!, seat: 0 },
      'people',
      ratings(run).ratings
    );
    expect(score.points?.goal).toBe(7);
  });

  test('is a table of one row for each character and dimension', () => {
    const { folder, run, file } = runToRate();
    putFile(folder, name, file);
    const { answers } = ratings(run);
    expect(answers).toHaveLength(14);
    expect(answers.at(-1)).toMatchObject({
      ...{ seat: 1, dimension: 'goal', score: 7, flagged: true, rater: 'mira-x1y2' }
    });
    expect(table(answers).shape).toEqual([14, 11]);
  });

  test('"cannot tell" is an answer without a score', () => {
    const { folder, run, file } = runToRate();
    const untold = { ...seatRating(8, 1, 2, 0, -1, 3), goal: { reason: 'too short' } };
    const handedIn = [handedInWith({ seats: [untold, untold] })];
    putFile(folder, name, { ...file, handedIn });
    const goal = ratings(run).answers.find(({ dimension }) => dimension === 'goal');
    expect(goal).toMatchObject({ score: undefined, reason: 'too short' });
  });

  test('is what was handed in last; the edits are counted', () => {
    const { folder, run, file } = runToRate();
    const later = handedInWith({ afterJudge: true, time: '2026-11-23T10:00:00.000Z' });
    putFile(folder, name, { ...file, handedIn: [...file.handedIn, later] });
    expect(ratings(run).ratings).toMatchObject([{ edits: 1, afterJudge: true, time: later.time }]);
  });

  test('may be that one does not rate it, and why', () => {
    const { folder, run, file } = runToRate();
    const handedIn = [handedInWith({ declined: 'I know this story', seats: [{}, {}] })];
    putFile(folder, name, { ...file, handedIn });
    const { ratings: taken, declined } = ratings(run);
    expect(taken).toEqual([]);
    expect(declined).toMatchObject([{ episode, rater: 'mira-x1y2', reason: 'I know this story' }]);
  });

  test('stands in the order of episodes and raters', () => {
    const { folder, run, file } = runToRate();
    for (const id of ['zoe', 'abe'])
      putFile(folder, `ratings/${episode}/${id}.json`, { ...file, rater: { id, name: id } });
    expect(ratings(run).ratings.map(each => each.name)).toEqual(['abe', 'zoe']);
  });
});

describe('a file is skipped and listed, and the others are read, when', () => {
  type Case = [why: string, file: (good: object) => [path: string, content: unknown], RegExp];
  const at =
    (path: string): Case[1] =>
    good => [path, good];
  const but =
    (fields: object): Case[1] =>
    good => [name, { ...good, ...fields }];
  test.each<Case>([
    ['it is no JSON', () => [name, '{"version":1,'], /expected a person's rating/],
    ['it is empty', () => [name, ''], /expected a person's rating/],
    ['it is of another version', but({ version: 2 }), /valid version/],
    ['it has a field that nobody knows', but({ note: 'x' }), /valid/],
    [
      'a score is out of its range',
      but({ handedIn: [handedInWith({ seats: [seatRating(11), {}] })] }),
      /believability/
    ],
    ['it is of another run', but({ run: 'run-other' }), /another run, run-other/],
    [
      'its folder is of another episode',
      at('ratings/episode-0000000000000002/mira-x1y2.json'),
      /it rates episode-0000000000000001, not episode-0000000000000002/
    ],
    ['its name is of another person', at(`ratings/${episode}/abe.json`), /by mira-x1y2, not abe/],
    [
      'the run has no such episode',
      good => ['ratings/episode-x/mira-x1y2.json', { ...good, episode: 'episode-x' }],
      /this run has no episode-x/
    ],
    ['another transcript was rated', but({ transcript: 'beef' }), /another transcript/],
    ['nothing was handed in', but({ handedIn: [] }), /valid handedIn/],
    [
      'it is a draft',
      but({ handedIn: [handedInWith({ seats: [seatRating(1, 1, 1, 0, 0, 0, 1), {}] })] }),
      /a draft: 7 of 14 are open, first believability of agent 2/
    ],
    [
      'a thumb is for a turn that never was',
      but({ handedIn: [handedInWith({ thumbs: { 4: 'up' } })] }),
      /no turn 4/
    ],
    ['its episode climbs', but({ episode: '../../run' }), /valid episode/],
    ['its rater climbs', but({ rater: { id: '../mira', name: 'x' } }), /valid rater.id/],
    ['it is a copy that an editor left', at(`${name}~`), /does not end in .json/],
    ['it lies outside of an episode’s folder', at('ratings/mira-x1y2.json'), /outside of a folder/],
    ['it is larger than any rating', () => [name, ' '.repeat(3 * 1024 * 1024)], /3145728 bytes/]
  ])('%s', (_, spoilt, reason) => {
    const { folder, run, file } = runToRate();
    const [path, content] = spoilt(file);
    putFile(folder, path, content);
    putFile(folder, `ratings/${episode}/zoe.json`, { ...file, rater: { id: 'zoe', name: 'Zoe' } });
    const { ratings: taken, skipped } = ratings(run);
    expect(taken.map(each => each.name)).toEqual(['Zoe']);
    expect(skipped.map(each => each.file)).toEqual([path]);
    expect(skipped[0]?.reason).toMatch(reason);
  });

  test('it is a link, or a folder', () => {
    const { folder, run, file } = runToRate();
    const target = join(folder, 'elsewhere.json');
    putFile(folder, 'elsewhere.json', file);
    mkdirSync(join(folder, 'ratings', episode, 'deep.json'), { recursive: true });
    symlinkSync(target, join(folder, name));
    const { ratings: taken, skipped } = ratings(run);
    expect(taken).toEqual([]);
    expect(skipped.map(each => each.reason)).toEqual([
      'it is no plain file',
      'it is no plain file'
    ]);
  });

  test('a folder that is a link is not followed', () => {
    const { folder, run, file } = runToRate();
    putFile(folder, `elsewhere/${episode}/mira-x1y2.json`, file);
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'ratings'));
    expect(ratings(run).ratings).toEqual([]);
  });

  test('not when an editor hides it: names with a dot pass unseen', () => {
    const { folder, run, file } = runToRate();
    putFile(folder, `ratings/.ipynb_checkpoints/x-checkpoint.json`, file);
    expect(ratings(run).skipped).toEqual([]);
  });
});
