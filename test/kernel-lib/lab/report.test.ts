import { expect, test } from 'vitest';
import { reportOf } from '../../../kernel-lib/src/lab/report';
import { openRun } from '../../../kernel-lib/src/lab/run';
import { statusOf } from '../../../kernel-lib/src/lab/status';
import { tables } from '../../../kernel-lib/src/lab/tables';
import { emptyFolder } from '../../support/folder';
import { ratingWith } from '../../support/ratings';
import { episodeOf, taskWith } from '../../support/scene';
import { scoreWith } from '../../support/scores';

/** The report of a run in which two trials are played and rated, and so many of them scored. */
function reportWith(scored: number, verb: string, trialTag = 'try base') {
  const run = openRun(emptyFolder());
  const ids = ['episode-0000000000000001', 'episode-0000000000000002'];
  run.writeRows(tables.tasks, [{ ...taskWith(), round: 'evaluation' }]);
  run.writeRows(
    tables.episodes,
    ids.map(id => episodeOf([], { id, tag: trialTag }))
  );
  run.writeRows(
    tables.ratings,
    ids.map((episode, i) => ratingWith({ id: `rating-000000000000000${i}`, episode }))
  );
  run.writeRows(
    tables.scores,
    ids.slice(0, scored).map(episode => scoreWith(5, { episode }))
  );
  const report = reportOf(run, statusOf(run), { verb });
  run.close();
  return report;
}

test.each([
  [2, 'try base', false],
  [1, 'try base', true],
  [1, 'collect BC', false]
])(
  'with %i of two rated talks scored, of %s: that the table is old is said: %s',
  (n, tag, isSaid) => {
    const report = reportWith(n, 'status', tag);
    expect(report.includes('Not counted yet: 1 rated; npx sotopia-pi evaluate --run')).toBe(isSaid);
  }
);

test.each([
  ['the same mean', [5, 5], '5.00 [no interval] n=2', { low: null, high: null }],
  [
    'different means',
    [5, 6],
    '5.50 [-0.85, 11.85] n=2',
    { low: expect.closeTo(-0.853, 3) as number }
  ]
] as const)(
  'a score over tasks of %s shows its interval or that it has none',
  (_, points, shown, json) => {
    const run = openRun(emptyFolder());
    run.writeRows(
      tables.scores,
      points.map((value, i) => scoreWith(value, { task: `task-${i}` }))
    );
    const status = statusOf(run);
    run.close();
    expect(reportOf(run, status, { verb: 'status' })).toContain(shown);
    expect(JSON.parse(JSON.stringify(status.goal))).toMatchObject({ base: { judge: json } });
  }
);

test.each([
  ['status', 'npx sotopia-pi run --run'],
  ['rate', 'npx sotopia-pi play --run'],
  ['play', 'npx sotopia-pi evaluate --run'],
  ['evaluate', 'npx sotopia-pi figures --run'],
  ['figures', 'npm run lab']
])('after %s what is next is %s', (verb, next) => {
  expect(reportWith(1, verb)).toContain(`Next:       ${next}`);
});

test('a profile that lies elsewhere than at the start is named in what is next', () => {
  const run = openRun(emptyFolder());
  const report = (models: string) => reportOf(run, statusOf(run), { verb: 'status', models });
  expect(report('else/mine.json')).toMatch(/Next: .* tasks --run .* --models else\/mine.json\n/);
  expect(report('rehearsal')).not.toContain('--models');
  run.close();
});

test('what failed is named with the verb that tries it again', () => {
  const run = openRun(emptyFolder());
  run.keepFailures('rate episodes', [{ id: 'rating-1', reason: 'no rating' }]);
  expect(reportOf(run, statusOf(run), { verb: 'evaluate' })).toMatch(
    /1 failed; .*\n {2}no rating\nTry again: {2}npx sotopia-pi rate --run /
  );
  run.close();
});
