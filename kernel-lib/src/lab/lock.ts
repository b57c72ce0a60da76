import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { LabError } from '../base/fail';

const Holder = z.object({ pid: z.number().int(), host: z.string() });
type Holder = z.infer<typeof Holder>;

/**
 * Makes this process the only one that writes a run folder, until the function returned is called.
 * A lock left by a process that no longer lives on this machine is taken over.
 *
 * Throws: LabError [lab/lock] when another process holds the folder.
 */
export function locked(folder: string): () => void {
  const path = join(folder, 'run.lock');
  for (let tries = 0; tries < 2; tries++) {
    try {
      const me: Holder = { pid: process.pid, host: hostname() };
      writeFileSync(path, JSON.stringify(me), { flag: 'wx' });
      return () => rmSync(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const holder = holderOf(path);
      if (holder && isAlive(holder)) throw held(folder, holder);
      rmSync(path, { force: true });
    }
  }
  throw held(folder, holderOf(path));
}

function holderOf(path: string): Holder | undefined {
  try {
    return Holder.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined; // gone, or cut off by a crash while it was written
  }
}

function isAlive({ pid, host }: Holder): boolean {
  if (host !== hostname()) return true; // cannot be known from here
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function held(folder: string, holder: Holder | undefined): LabError {
  return new LabError('lab/lock', {
    expected: `nobody else to be writing ${folder}`,
    got: holder ? `process ${holder.pid} on ${holder.host}` : 'another process',
    todo: 'Wait for it or stop it; if it is gone from another machine, delete run.lock.'
  });
}
