import { LabError, UsageError, messageOf } from '../base/fail';
import { Interruption } from '../edge/interrupt';

/** Source: the convention of this project's commands; set-up uses 3 as well. */
export const exitCodes = { done: 0, failed: 1, usage: 2, machine: 3, interrupted: 130 } as const;

const machineCodes = ['ENOSPC', 'EFBIG', 'EIO', 'EACCES', 'EROFS', 'EPERM', 'EDQUOT', 'EMFILE'];

/** The exit code of what went wrong. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof Interruption) return exitCodes.interrupted;
  if (error instanceof UsageError) return exitCodes.usage;
  const { cause } = (error ?? {}) as Error;
  return isMachines(error) || isMachines(cause) ? exitCodes.machine : exitCodes.failed;
}

function isMachines(error: unknown): boolean {
  const { code = '', syscall } = (error ?? {}) as NodeJS.ErrnoException;
  return machineCodes.includes(code) || syscall === 'mkdir';
}

/** What went wrong as one sentence; a disk or a folder that will not take files says what to do. */
export function sentenceOf(error: unknown): string {
  if (!isMachines(error)) return messageOf(error);
  const expected = 'a folder with room for files that may be written';
  const todo = 'Make room or name another folder with --run; everything finished is kept.';
  return new LabError('cli', { expected, got: messageOf(error), todo }).message;
}
