import { spawn } from 'node:child_process';
import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exportRun } from '../../kernel-lib/src/lab/export/export';
import { viewRun } from '../../kernel-lib/src/lab/run';
import { summariesOf } from '../../kernel-lib/src/lab/status';
import { tables } from '../../kernel-lib/src/lab/tables';
import { sotopiaPi } from '../support/command';
import { emptyFolder } from '../support/folder';
import { root } from '../support/source-tree';

/** The command of sotopia 0.1.5, where `npm run bench -- --peer` has installed it; else there is no peer. */
const peer = join(root, '.venv.peer/bin/sotopia');

test.skipIf(!existsSync(peer))(
  'sotopia 0.1.5 reads our store and prints our means in its table',
  async () => {
    const folder = emptyFolder();
    const run = join(folder, 'run');
    const scale = ['--tasks', '2', '--pairs', '2', '--repeats', '1', '--evaluation-pairs', '1'];
    expect((await sotopiaPi(['run', '--run', run, ...scale], folder)).code).toBe(0);
    const { folder: store } = await exportRun(run, 'sotopia-store');
    cpSync(store, join(folder, '.sotopia/data'), { recursive: true });
    const view = viewRun(run);
    const trial = view.rows(tables.episodes).find(({ tag }) => tag === 'try expert')!;
    const [target, partner] =
      trial.target === 0 ? trial.models : [trial.models[1], trial.models[0]];
    const judge = view.file.models.judge!.model;
    const table = await printed(folder, [
      ...['benchmark', '--models', target, '--partner-model', partner],
      ...['--evaluator-model', judge, '--task', 'hard', '--only-show-performance']
    ]);
    const ours = summariesOf(view).find(
      ({ model, source, dimension }) =>
        model === 'expert' && source === 'judge' && dimension === 'goal'
    );
    expect(table).toContain('Rewards Evaluation');
    expect(table).toMatch(new RegExp(`\\b${ours?.mean?.toFixed(2)} ± `));
  }
);

function printed(home: string, args: readonly string[]): Promise<string> {
  const env = {
    ...process.env,
    HOME: home,
    SOTOPIA_STORAGE_BACKEND: 'local',
    OPENAI_API_KEY: 'none',
    COLUMNS: '300'
  };
  return new Promise((resolve, reject) => {
    const child = spawn(peer, args, { cwd: home, env });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => (text += part));
    child.once('error', reject).once('close', () => resolve(text));
  });
}
