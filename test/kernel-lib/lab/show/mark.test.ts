import { describe, expect, test } from 'vitest';
import { table } from '../../../../kernel-lib/src/edge/table';
import { misjudged } from '../../../../kernel-lib/src/evaluation/misjudged';
import { summaryOf } from '../../../../kernel-lib/src/evaluation/compare';
import { gapsOf } from '../../../../kernel-lib/src/figure/gaps';
import { diff } from '../../../../kernel-lib/src/lab/diff';
import { openRun, viewRun, type RunView } from '../../../../kernel-lib/src/lab/run';
import { bundleFor, showDefaults, type Showable } from '../../../../kernel-lib/src/lab/show/show';
import { tables } from '../../../../kernel-lib/src/lab/tables';
import { scoreWith } from '../../../support/scores';
import { smallRun } from '../../../support/small-run';

/** A finished simulated run, as another process sees it. */
function simulatedRun(): RunView {
  const run = openRun(smallRun());
  const truth = { source: 'truth' as const };
  run.writeRows(tables.scores, [scoreWith(5), scoreWith(3, truth), scoreWith(4, { seat: 1 })]);
  run.close();
  return viewRun(run.folder);
}
const scoresOf = (run: RunView) => run.rows(tables.scores);
const isMarked = (value: Showable, of?: RunView) => {
  const bundle = bundleFor(value, { ...showDefaults, ...(of && { of }) });
  return ['text/html', 'text/plain'].map(form =>
    String(bundle[form]).includes('Rehearsal: simulated models')
  );
};

describe('the mark of a simulated run stands, without the run being named, on', () => {
  test.each<[string, (run: RunView) => Showable]>([
    ['its scores', scoresOf],
    ['some of them', run => scoresOf(run).filter(({ seat }) => seat === 0)],
    ['columns of them', run => scoresOf(run).map(({ model, seat }) => ({ model, seat }))],
    ['their means', run => summaryOf(scoresOf(run))],
    ['their gaps', run => gapsOf(scoresOf(run))],
    ['what is misjudged', run => misjudged(scoresOf(run))],
    ['its episodes as a table', run => run.rows(tables.episodes)],
    ['its training rows', run => run.rows(tables.rows)],
    ['one of these', run => run.rows(tables.rows)[0]!],
    ['a DataFrame of its ratings', run => table(run.rows(tables.ratings))],
    ['what differs from another run', run => diff(run, viewRun(smallRun()))]
  ])('%s', (_, value) => expect(isMarked(value(simulatedRun()))).toEqual([true, true]));
});

test('it does not stand on people’s tasks, on published data, or on rows of one’s own', () => {
  const run = simulatedRun();
  expect(isMarked(run.rows(tables.tasks))).toEqual([false, false]);
  expect(isMarked(run.rows(tables.castings))).toEqual([false, false]);
  expect(isMarked([{ goal: 3 }])).toEqual([false, false]);
});

test('a run that is only looked into can be named for rows of one’s own', () => {
  expect(isMarked([{ goal: 3 }], simulatedRun())).toEqual([true, true]);
});
