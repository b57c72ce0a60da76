import { test } from 'vitest';
import { startedKernel } from '../support/kernel';
import { readFileSync } from 'node:fs';

test('x', async () => {
  const kernel = await startedKernel();
  const cpu = () => { const f = readFileSync(`/proc/${kernel.child.pid}/stat`,'utf8').split(') ')[1]!.split(' '); return (Number(f[11])+Number(f[12]))*10; };
  await kernel.run('const c0 = 1');
  const cells = ["import * as pi from 'sotopia-pi';",
   "const run = pi.openRun('/tmp/nbk', { tasks: 2, pairs: 2, evaluationPairs: 1, repeats: 1 });",
   "await pi.writeTasks(run);", "await pi.playEpisodes(run);", "await pi.rateEpisodes(run)",
   "const run = pi.openRun('/tmp/nbk', { tasks: 2, pairs: 2, evaluationPairs: 1, repeats: 1 });",
   "pi.show(run.rows(pi.tables.episodes)[0])",
   "pi.show(run.rows(pi.tables.ratings)[0], {truth: await pi.truthOf(run, run.rows(pi.tables.episodes)[0])})",
   "pi.show(run.rows(pi.tables.tasks)[0])",
   "await pi.trainLine(run); await pi.evaluateModels(run)",
   "pi.show(pi.trainingCurve(run)); pi.show(pi.figuresOf(run)[0])",
   "pi.show(pi.misjudged(run.rows(pi.tables.scores)), {maxRows: 5})",
   "pi.show(pi.table(run.rows(pi.tables.scores)).groupby(['model','source']).col(['points.goal']).mean())",
   "pi.show(5)", "pi.show({a: 1})", "pi.check(undefined as number, {'x': y => y > 1})", "pi.check(3, {'must be more than 1': y => y > 1, 'and a string': y => y.length > 1 })", "pi.table(5)",
   "pi.show(pi.diff(run, run))"
  ];
  for (const cell of cells) {
    const t = performance.now(); const c = cpu();
    const r = await kernel.run(cell);
    console.log('>>', cell, (performance.now()-t).toFixed(0), 'cpu', cpu()-c, r.status, '\n', r.stdout.slice(0, 600), r.stderr.slice(0,800), r.displays.slice(-1).map(d => Object.keys(d.data).join()+ '\n'+ d.data['text/plain']).join('\n'));
  }
}, 200000);
