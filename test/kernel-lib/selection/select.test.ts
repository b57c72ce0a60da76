import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { select, type RatedEpisode } from '../../../kernel-lib/src/selection/select';
import type { Rule } from '../../../kernel-lib/src/selection/schema';

type Goals = readonly [first: number | undefined, second: number | undefined];

/** Episodes `<task>1`, `<task>2` … with these goals; overall is a third of the goal. */
const played = (task: string, ...goals: readonly Goals[]): RatedEpisode[] =>
  goals.map((pair, i) => ({
    tag: 'collect BC',
    task,
    episode: `${task}${i + 1}`,
    points: [pointsOf(pair[0]), pointsOf(pair[1])]
  }));

const pointsOf = (goal: number | undefined) => goal === undefined ? undefined : { goal, overall: goal / 3 }; // prettier-ignore

/** What was kept, as `<episode> of agent <1 or 2>`. */
const kept = (episodes: readonly RatedEpisode[], rule: Rule): string[] =>
  select(episodes, rule)
    .filter(selection => selection.kept)
    .map(({ episode, seat }) => `${episode} of agent ${seat + 1}`);

const reasons = (episodes: readonly RatedEpisode[], rule: Rule): string[] =>
  select(episodes, rule).map(selection => selection.reason);

const bc = { name: 'bc', top: 2 } as const;
const fifth = { name: 'sr', share: 0.2 } as const;

describe('every rule', () => {
  const rules: Rule[] = [
    bc,
    fifth,
    { name: 'best' },
    { name: 'threshold', goal: 7 },
    { name: 'global ratio', share: 0.7 }
  ];

  test.each(rules)(
    '$name gives every agent-episode one outcome with a reason, in input order',
    rule => {
      const episodes = [...played('b', [7, 3], [undefined, 9]), ...played('a', [1, undefined])];
      const selections = select(episodes, rule);
      expect(selections.map(({ episode, seat }) => [episode, seat])).toEqual([
        ['b1', 0],
        ['b1', 1],
        ['b2', 0],
        ['b2', 1],
        ['a1', 0],
        ['a1', 1]
      ]);
      for (const selection of selections) {
        expect(selection).toMatchObject({ tag: 'collect BC', rule });
        expect(selection.reason).toMatch(/\S/);
      }
      expect(new Set(selections.map(({ id }) => id)).size).toBe(6);
    }
  );

  test.each(rules)('$name drops the unrated and says so', rule => {
    expect(select(played('a', [undefined, undefined], [5, undefined]), rule)).toMatchObject([
      { kept: false, reason: 'not rated' },
      { kept: false, reason: 'not rated' },
      {},
      { kept: false, reason: 'not rated' }
    ]);
  });

  test.each(rules)('$name gives nothing for nothing', rule => {
    expect(select([], rule)).toEqual([]);
  });

  test('an id belongs to the rule too: another rule, another outcome', () => {
    const [one] = select(played('a', [5, 5]), bc);
    const [other] = select(played('a', [5, 5]), { name: 'bc', top: 3 });
    expect(one?.id).not.toBe(other?.id);
  });
});

describe('behaviour cloning', () => {
  const low = played('low', [1, 1], [1, 1]);
  const high = played('high', [10, 10], [10, 10]);
  const restOf = (episodes: readonly RatedEpisode[]) =>
    kept(episodes, bc).filter(name => name.startsWith('a'));

  test('keeps the top two of each position, however low', () => {
    expect(restOf([...played('a', [1, 0], [0, 2], [2, 1]), ...high])).toEqual([
      'a1 of agent 1',
      'a2 of agent 2',
      'a3 of agent 1',
      'a3 of agent 2'
    ]);
  });

  test.each([
    ['both above the mean of all, the lower here', [7, 8], low, true],
    ['both exactly at it: 5', [5, 5], low, true],
    ['agent 2 exactly at it: 5', [7, 5], low, true],
    ['agent 2 below it: 4 against 4.8', [7, 4], low, false],
    ['agent 1 below it: 4 against 4.8', [4, 7], low, false],
    ['both below the mean of their task, the lower here', [7, 7], high, false],
    ['both at the mean of their task, below that of all', [9, 9], high, true]
  ] as const)('decides on rank 3 as a pair: %s', (_, third, others, isKept) => {
    const episodes = [...played('a', [9, 9], [9, 9], third), ...others];
    const thirds = restOf(episodes).filter(name => name.startsWith('a3'));
    expect(thirds).toEqual(isKept ? ['a3 of agent 1', 'a3 of agent 2'] : []);
  });

  test('pairs by rank, not by episode', () => {
    const episodes = [...played('a', [6, 9], [8, 8], [9, 6]), ...low];
    expect(restOf(episodes)).toContain('a1 of agent 1');
    expect(restOf(episodes)).toContain('a3 of agent 2');
    expect(reasons(episodes, bc)[0]).toBe(
      'rank 3 of 3 as agent 1 by goal 6 (overall 2): kept as a pair, ' +
        'agent 1 with 6 reaches the lower of 7.6667 (mean of the task) and 5 (mean of all); ' +
        'agent 2 with 6 reaches the lower of 7.6667 (mean of the task) and 5 (mean of all)'
    );
  });

  test('tells both of a dropped pair who missed what', () => {
    const given = reasons([...played('a', [9, 9], [9, 9], [7, 4]), ...low], bc);
    const miss = 'dropped as a pair, agent 2 with 4 misses the lower of 7.3333 (mean of the task) and 4.8 (mean of all)'; // prettier-ignore
    expect(given[4]).toBe(`rank 3 of 3 as agent 1 by goal 7 (overall 2.3333): ${miss}`);
    expect(given[5]).toBe(`rank 3 of 3 as agent 2 by goal 4 (overall 1.3333): ${miss}`);
  });

  test('drops a rank that only one position has', () => {
    const given = reasons(played('a', [9, 9], [9, 9], [9, undefined]), bc);
    expect(given[4]).toMatch(/: no agent 2 at this rank to pair with$/);
    expect(given[5]).toBe('not rated');
  });

  test.each([5.1, 7.3, 8.7, 9.9])(
    'keeps everyone where all have %d: rounding is no reason',
    goal => {
      const same = played('a', ...Array.from({ length: 10 }, () => [goal, goal] as const));
      expect(kept(same, bc)).toHaveLength(20);
    }
  );

  test('takes any number for the top', () => {
    const episodes = [...played('a', [5, 5], [4, 4], [3, 3], [2, 2]), ...high];
    expect(kept(episodes, { name: 'bc', top: 1 }).filter(name => name[0] === 'a')).toHaveLength(4);
    expect(kept(episodes, { name: 'bc', top: 4 }).filter(name => name[0] === 'a')).toHaveLength(8);
  });

  test('keeps as many of one position as of the other', () => {
    const goal = fc.integer({ min: 0, max: 10 });
    const goals = fc.array(fc.tuple(goal, goal), { maxLength: 12 });
    fc.assert(
      fc.property(goals, goals, (one, other) => {
        const selections = select([...played('a', ...one), ...played('b', ...other)], bc);
        const counts = [0, 1].map(seat => selections.filter(s => s.kept && s.seat === seat).length);
        expect(counts[0]).toBe(counts[1]);
        expect(counts[0]).toBeGreaterThanOrEqual(
          Math.min(2, one.length) + Math.min(2, other.length)
        );
      })
    );
  });
});

describe('self-reinforcement', () => {
  const ten = (task: string) =>
    played(task, ...Array.from({ length: 10 }, (_, i) => [i, 9 - i] as const));

  test('keeps the top two of ten of each position of each task, as published', () => {
    expect(kept([...ten('a'), ...ten('b')], fifth)).toEqual([
      'a1 of agent 2',
      'a2 of agent 2',
      'a9 of agent 1',
      'a10 of agent 1',
      'b1 of agent 2',
      'b2 of agent 2',
      'b9 of agent 1',
      'b10 of agent 1'
    ]);
  });

  test('says the rank, the scores and the cut', () => {
    const given = reasons(ten('a'), fifth);
    expect(given[16]).toBe(
      'rank 2 of 10 as agent 1 by goal 8 (overall 2.6667): within the top 20 % (2 of 10)'
    );
    expect(given[14]).toBe(
      'rank 3 of 10 as agent 1 by goal 7 (overall 2.3333): below the top 20 % (2 of 10)'
    );
  });

  test.each([
    [1, 0.2, 1],
    [4, 0.2, 1],
    [5, 0.2, 1],
    [6, 0.2, 2],
    [10, 0.2, 2],
    [11, 0.2, 3],
    [3, 0.01, 1],
    [7, 1, 7],
    [100, 0.07, 7], // 100 × 0.07 is 7.000000000000001
    [10, 0.3, 3],
    [9, 1 / 3, 3]
  ])('of %i a share of %d keeps %i: rounded up, at least one', (n, share, expected) => {
    const episodes = played('a', ...Array.from({ length: n }, (_, i) => [i % 11, 5] as const));
    const both = kept(episodes, { name: 'sr', share });
    expect(both.filter(name => name.endsWith('1'))).toHaveLength(expected);
    expect(both.filter(name => name.endsWith('2'))).toHaveLength(expected);
  });

  test('takes the share of the rated ones', () => {
    const episodes = played(
      'a',
      ...Array.from({ length: 10 }, (_, i) => [i < 5 ? i : undefined, 5] as const)
    );
    expect(kept(episodes, fifth).filter(name => name.endsWith('1'))).toEqual(['a5 of agent 1']);
  });
});

describe('ties', () => {
  const tied = (...overalls: readonly number[]): RatedEpisode[] =>
    overalls.map((overall, i) => ({
      tag: 't',
      task: 'a',
      episode: `a${i + 1}`,
      points: [{ goal: 7, overall }, undefined]
    }));

  test.each([
    ['the higher overall', tied(2, 3, 2.5), 'a2 of agent 1'],
    ['the earlier episode where overall ties too', tied(2, 3, 3), 'a2 of agent 1']
  ])('in goal go to %s', (_, episodes, winner) => {
    expect(kept(episodes, { name: 'best' })).toEqual([winner]);
    expect(kept(episodes, fifth)).toEqual([winner]);
    expect(kept(episodes, { name: 'bc', top: 1 })).toEqual([winner]);
  });
});

test('best keeps one of each position of each task, even where its goal is 0', () => {
  const episodes = [...played('a', [0, 3], [0, 4]), ...played('b', [5, 1], [6, 0])];
  expect(kept(episodes, { name: 'best' })).toEqual([
    'a1 of agent 1',
    'a2 of agent 2',
    'b1 of agent 2',
    'b2 of agent 1'
  ]);
});

test('the threshold itself is kept, what is below is not', () => {
  const episodes = played('a', [7, 6], [10, 6.9]);
  const rule = { name: 'threshold', goal: 7 } as const;
  expect(kept(episodes, rule)).toEqual(['a1 of agent 1', 'a2 of agent 1']);
  expect(reasons(episodes, rule)).toEqual([
    'goal 7 reaches 7',
    'goal 6 misses 7',
    'goal 10 reaches 7',
    'goal 6.9 misses 7'
  ]);
});

test('the global ratio ranks all positions of all tasks together, by overall', () => {
  const episodes = [...played('a', [9, 1], [8, 2]), ...played('b', [3, 4], [0, undefined])];
  const rule = { name: 'global ratio', share: 0.5 } as const; // 4 of 7
  expect(kept(episodes, rule)).toEqual([
    'a1 of agent 1',
    'a2 of agent 1',
    'b1 of agent 1',
    'b1 of agent 2'
  ]);
  expect(reasons(episodes, rule)[0]).toBe('rank 1 of 7 by overall 3: within the top 50 % (4 of 7)');
  expect(reasons(episodes, rule)[1]).toBe(
    'rank 6 of 7 by overall 0.3333: below the top 50 % (4 of 7)'
  );
});
