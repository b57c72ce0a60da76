import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { LabError } from '../base/fail';
import { guardWrites } from '../edge/lock/guard';
import type { Lock } from '../edge/lock/held-lock';
import { isKnownAlive, thisHolder, type Holder } from '../edge/lock/holder';
import { acquire, lockOptions, type LockOptions } from '../edge/lock/lock';
import { cellHere } from '../edge/notebook/show';

/** The file in a run folder that names its writer. */
export const lockName = 'run.lock';

const held = new Map<string, Lock>(); // by real path: the run folders that this process writes

/**
 * Makes this process the only one that writes a run folder, until the function returned is called.
 * Every write below the folder asks first whether that is still so.
 *
 * Throws: LabError [lab/lock] when another process holds the folder.
 */
export function locked(folder: string, options: Partial<LockOptions> = {}): () => void {
  const key = realpathSync(folder);
  if (held.has(key)) throw heldError(folder, thisHolder(true));
  const acquired = acquire(join(folder, lockName), { ...lockOptions, ...options });
  if ('heldBy' in acquired) throw heldError(folder, acquired.heldBy);
  const { lock } = acquired;
  held.set(key, lock);
  const unguard = guardWrites(folder, () => {
    if (!lock.isHeld()) throw lostError(folder, lock.lost);
  });
  return () => {
    unguard();
    lock.release();
    if (held.get(key) === lock) held.delete(key);
  };
}

/** Says that the lock of another machine is watched before it is taken over. */
export function waitNotice(holder: Holder | undefined, ms: number): string {
  return (
    `${lockName}: ${holderText(holder)} did not release this run. ` +
    `Waiting up to ${ms / 1000} seconds to see whether it still works.`
  );
}

function heldError(folder: string, holder: Holder | undefined): LabError {
  const isEarlier = holder !== undefined && holder.id === undefined && isKnownAlive(holder);
  return new LabError('lab/lock', {
    expected: `no other process to write ${folder}`,
    got: holderText(holder),
    todo: isEarlier
      ? `It runs an earlier release. Stop it; if ${folder} is a copy of its folder, delete ${lockName}.`
      : `${readingAdvice(folder)}Wait until it ends, or stop it; a killed process needs no cleaning up, so leave ${lockName} alone.`
  });
}

/** In a notebook, the holder is usually another notebook whose kernel still runs. */
function readingAdvice(folder: string): string {
  if (!cellHere()) return '';
  return (
    `To look only, use pi.viewRun('${folder}') instead of pi.openRun. To write, shut down the kernel ` +
    'of the other notebook (Running Terminals and Kernels, at the left). '
  );
}

function lostError(folder: string, lost: Lock['lost']): LabError {
  return new LabError('lab/lock', {
    expected: `this process to be the only one that writes ${folder}`,
    got: lost?.to ? holderText(lost.to) : `a folder without its ${lockName}`,
    todo: 'Nothing more was written here. What was finished is kept; start again when nobody else writes the folder.'
  });
}

function holderText(holder: Holder | undefined): string {
  if (!holder) return 'another process';
  const { pid, host, since, notebook } = holder;
  const time = since && `, since ${since.slice(0, 19).replace('T', ' ')} UTC`;
  const place = notebook === undefined ? '' : `the notebook ${notebook}, `;
  return `${place}process ${pid} on ${host}${time ?? ''}`;
}
