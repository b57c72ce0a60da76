import { test } from 'vitest';
import { startedKernel } from '../support/kernel';
import { execSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
test('x', async () => {
  const out: string[] = [];
  for (let i=0;i<2;i++) for (const dir of ['/work/main/test', '/tmp/expz/nb', '/tmp/exp/nb']){
  const kernel = await startedKernel(dir);
  const cpu = () => { const f = readFileSync(`/proc/${kernel.child.pid}/stat`,'utf8').split(') ')[1]!.split(' '); return (Number(f[11])+Number(f[12]))*10; };
  await kernel.run('const c0 = 1');
  await kernel.run('const c1 = 1');
  let t = performance.now(); let c = cpu();
  const r = await kernel.run("import * as pi from 'sotopia-pi';");
  out.push(`${dir} import wall ${performance.now() - t} cpu ${cpu()-c} ${r.stderr}`);
  t = performance.now(); c = cpu();
  const r2 = await kernel.run("import * as zz from 'zod';");
  out.push(`${dir} zod after wall ${performance.now() - t} cpu ${cpu()-c} ${r2.stderr}`);
  kernel.child.kill('SIGKILL');
  }
  console.log(out.join('\n'));
});
