import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { onTestFinished } from 'vitest';
import type { LockAnswer, LockOrder } from './lock-process';

/** A process that takes and releases locks as it is told. */
export interface LockProcess {
  readonly child: ChildProcess;
  order(order: LockOrder): Promise<LockAnswer>;
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Starts processes that take locks; they end with the test. */
export async function lockProcesses(n: number): Promise<LockProcess[]> {
  const program = await bundled('test/support/lock-process.ts');
  return Promise.all(Array.from({ length: n }, () => lockProcess(program)));
}

async function lockProcess(program: string): Promise<LockProcess> {
  const child = fork(program, { execArgv: [] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const order = async (what: LockOrder) => {
    const answered = once(child, 'message');
    child.send(what);
    const [answer] = (await answered) as [LockAnswer];
    return answer;
  };
  await order({});
  return { child, order };
}

/** A program of the tests as one file that Node runs, where it finds this project's packages. */
export async function bundled(entry: string): Promise<string> {
  const cache = join(root, 'node_modules', '.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'sotopia-pi-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const outfile = join(folder, 'program.cjs');
  await build({
    entryPoints: [join(root, entry)],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    packages: 'external',
    logLevel: 'silent'
  });
  return outfile;
}
