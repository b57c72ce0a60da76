import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { LabError } from '../base/fail';

const Holder = z.object({
  pid: z.number().int(),
  host: z.string(),
  /** When the process began, where the system says: a number may have been given again. */
  began: z.string().exactOptional()
});
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
      writeFileSync(path, JSON.stringify(holderWith(process.pid)), { flag: 'wx' });
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

function holderWith(pid: number): Holder {
  const began = beginningOf(pid);
  return { pid, host: hostname(), ...(began !== undefined && { began }) };
}

function isAlive({ pid, host, began }: Holder): boolean {
  if (host !== hostname()) return true; // cannot be known from here
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  const now = beginningOf(pid);
  return began === undefined || now === undefined || began === now;
}

/**
 * When a process began, in the system's ticks since its start; `undefined` where it does not say. In
 * a container every start of a program may have the number of the one before.
 */
function beginningOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]; // field 22; a name may have spaces
  } catch {
    return undefined;
  }
}

function held(folder: string, holder: Holder | undefined): LabError {
  return new LabError('lab/lock', {
    expected: `nobody else to be writing ${folder}`,
    got: holder ? `process ${holder.pid} on ${holder.host}` : 'another process',
    todo: 'Wait for it or stop it; if it is gone from another machine, delete run.lock.'
  });
}
