/* What the whole line costs, and which part of it the embedded models are. */
import { join } from 'node:path';
import { cli, compiled, desk, measured, table, whole } from './measure.mjs';

export const title = 'The whole line';

export async function section() {
  const start = measured([
    ...['kernel-lib/setup/start.mjs', '--json', '--run', join(desk, 'start')]
  ]);
  const folder = join(desk, 'paper');
  const scale = ['--tasks', '100', '--pairs', '10'];
  const paper = measured([cli, 'run', '--json', ...scale, '--run', folder]);
  const answered = measured([await compiled('bare-handler.ts'), folder]);
  const bare = { calls: answered.calls, wallSeconds: answered.milliseconds / 1000 };
  const row = (name, { wallSeconds, cpuSeconds, calls, peakMegabytes }) => [
    name,
    wallSeconds.toFixed(1),
    cpuSeconds?.toFixed(1) ?? '',
    whole(calls),
    whole(calls / wallSeconds),
    peakMegabytes === undefined ? '' : whole(peakMegabytes)
  ];
  const perCall = ({ calls, wallSeconds }) => (1000 * wallSeconds) / calls;
  const share = (100 * perCall(bare)) / perCall(paper);
  return `Embedded models, one process, no network.

${table([
  ['', 'wall s', 'CPU s', 'calls', 'calls/s', 'peak MB'],
  row('`npm start` (the default scale, with figures)', start),
  row('`sotopia-pi run --tasks 100 --pairs 10` (the paper’s scale)', paper),
  row('the bare server, asked the same', bare)
])}

Of a call’s ${perCall(paper).toFixed(2)} ms at the paper’s scale the embedded models take ${perCall(bare).toFixed(2)} ms, ${share.toFixed(0)} %; prompts, checks, ledger and files take the rest. Behind a real server all of that is small beside the server’s own time.`;
}
