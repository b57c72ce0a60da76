import { describe, expect, test } from 'vitest';
import { Score } from '../../../kernel-lib/src/evaluation/schema';
import {
  pairOf,
  scoreOf,
  truthScore,
  unratedScore
} from '../../../kernel-lib/src/evaluation/score';
import type { Rater, Rating } from '../../../kernel-lib/src/rating/schema';
import { plainScores, ratingWith, seatRating } from '../../support/ratings';
import { ava, ben, episodeOf, taskWith } from '../../support/scene';
import { turns } from '../../support/turns';

const talk = turns('Ava Reed: speak Hello!', 'Ben Okoye: leave');
const episode = episodeOf(talk, { task: taskWith({ hard: true }), repeat: 2, target: 1 });
const evaluated = { model: 'BC', episode, seat: 1 } as const;

/** A rating of that talk: plain for the first seat, these scores for the second. */
const rated = (rater: Rater, ...scores: readonly (number | undefined)[]): Rating =>
  ratingWith({
    id: `rating of ${JSON.stringify(rater)}`,
    transcript: episode.transcript,
    rater,
    seats: [seatRating(...plainScores), seatRating(...scores)]
  });
const judge = { kind: 'judge', model: 'a judge' } as const;
const simulated = (number: number) => ({ kind: 'simulated', model: 'a rater', number }) as const;
const person = (id: string) => ({ kind: 'person', id }) as const;

describe('a score', () => {
  test('says whose it is, by whom, of which game', () => {
    const score = scoreOf(evaluated, 'judge', [rated(judge, ...plainScores)]);
    expect(score).toMatchObject({
      model: 'BC',
      source: 'judge',
      episode: episode.id,
      task: 'task-bicycle',
      pair: pairOf([ava, ben]),
      hard: true,
      seat: 1,
      repeat: 2
    });
    expect(Score.parse(JSON.parse(JSON.stringify(score)))).toEqual(score);
  });

  test('is about the evaluated seat only', () => {
    const score = scoreOf(evaluated, 'judge', [rated(judge, 10, 5, 10, 0, 0, 5, 10)]);
    expect(score.points?.goal).toBe(10);
    const other = scoreOf({ ...evaluated, seat: 0 }, 'judge', [
      rated(judge, 10, 5, 10, 0, 0, 5, 10)
    ]);
    expect(other.points?.goal).toBe(7);
    expect(other.id).not.toBe(score.id);
  });

  test('has the mean of the seven as its overall', () => {
    const { points } = scoreOf(evaluated, 'judge', [rated(judge, 7, 0, 0, -7, 0, 0, 14)]);
    expect(points?.overall).toBe(2);
  });

  test('of a panel is the mean over its raters, dimension by dimension', () => {
    const panel = [
      rated(simulated(1), 8, 2, 1, 0, 0, 0, 9),
      rated(simulated(2), 7, -1, 0, 0, -3, 0, 4)
    ];
    const { points } = scoreOf(evaluated, 'simulatedRaters', panel, { raters: 2 });
    expect(points).toMatchObject({
      believability: 7.5,
      relationship: 0.5,
      social_rules: -1.5,
      goal: 6.5
    });
    expect(points?.overall).toBeCloseTo((7.5 + 0.5 + 0.5 + 0 - 1.5 + 0 + 6.5) / 7, 12);
  });

  test('of people leaves out who could not tell', () => {
    const people = [
      rated(person('r01'), 8, 1, 1, undefined, 0, 0, 9),
      rated(person('r02'), 8, 1, 1, -2, 0, 0, 5)
    ];
    const { points } = scoreOf(evaluated, 'people', people);
    expect(points).toMatchObject({ secret: -2, goal: 7 });
  });

  test('takes only ratings by its source, of this episode and this transcript', () => {
    const high = [10, 5, 10, 0, 0, 5, 10];
    const ratings = [
      rated(simulated(1), ...high),
      rated(person('r01'), ...high),
      { ...rated(judge, ...high), episode: 'episode-of-others' },
      { ...rated(judge, ...high), transcript: 'an older one' },
      rated(judge, ...plainScores)
    ];
    expect(scoreOf(evaluated, 'judge', ratings).points?.goal).toBe(7);
  });
});

describe('a character is unrated', () => {
  test.each([
    ['without any rating', [], '0 of 1 raters rated it'],
    [
      'with ratings by others only',
      [rated(simulated(1), ...plainScores)],
      '0 of 1 raters rated it'
    ],
    [
      'with a rating of another transcript',
      [{ ...rated(judge, ...plainScores), transcript: 'an older one' }],
      '0 of 1 raters rated it, 1 rated another transcript'
    ],
    [
      'where nobody scored a dimension',
      [rated(judge, 8, 1, undefined, 0, 0, 0, 7)],
      'nobody scored knowledge'
    ]
  ])('%s', (_, ratings, unrated) => {
    const score = scoreOf(evaluated, 'judge', ratings);
    expect(score).toMatchObject({ model: 'BC', task: 'task-bicycle', unrated });
    expect(score).not.toHaveProperty('points');
    expect(Score.parse(score)).toEqual(score);
  });

  test.each([
    [1, '1 of 2 raters rated it'],
    [2, undefined]
  ])('by a panel of two of which %i rated', (n, unrated) => {
    const panel = [1, 2].slice(0, n).map(number => rated(simulated(number), ...plainScores));
    expect(scoreOf(evaluated, 'simulatedRaters', panel, { raters: 2 }).unrated).toBe(unrated);
  });

  test('for the reason that is known', () => {
    const needs = { raters: 1, reason: 'no usable rating in 5 attempts' };
    expect(scoreOf(evaluated, 'judge', [], needs).unrated).toBe(needs.reason);
  });

  test('where its episode never ended', () => {
    const { id, task, cast, repeat } = episode;
    const planned = { model: 'BC', episode: { id, task, cast, repeat }, seat: 1 } as const;
    expect(scoreOf(planned, 'judge', []).unrated).toBe('0 of 1 raters rated it');
    expect(unratedScore(planned, 'truth', 'the episode never ended')).toMatchObject({
      source: 'truth',
      episode: id,
      unrated: 'the episode never ended'
    });
  });
});

describe('the truth', () => {
  test('is a score like any other', () => {
    const score = truthScore(evaluated, [8, 1.5, 2, 0, -1, 3, 7.25]);
    expect(score).toMatchObject({ source: 'truth', points: { relationship: 1.5, goal: 7.25 } });
    expect(score.points?.overall).toBeCloseTo(20.75 / 7, 12);
  });

  test.each([[[]], [[1, 2, 3, 4, 5, 6]], [[1, 2, 3, 4, 5, 6, 7, 8]]])(
    'has seven scores, not %j',
    truth => {
      expect(() => truthScore(evaluated, truth)).toThrow(
        '[evaluation/score] expected 7 true scores'
      );
    }
  );
});

test('a score with both points and a reason, or neither, is no score', () => {
  const score = truthScore(evaluated, [8, 1, 2, 0, -1, 3, 7]);
  expect(Score.safeParse({ ...score, unrated: 'why' }).success).toBe(false);
  expect(Score.safeParse({ ...score, points: undefined }).success).toBe(false);
});
