import { closeSync, constants, fstatSync, ftruncateSync, readFileSync, readSync } from 'node:fs';
import { UsageError } from '../base/fail';
import { guardOf } from './lock/guard';
import { isRegular, openInPlace } from './regular-file';

/**
 * Cuts off a last line that a crash left without its end, in the file itself. Returns the bytes cut; 0
 * when the file is whole or missing.
 *
 * Throws: UsageError [edge/torn-line] when the file does not begin as a file of rows does; then
 * nothing is cut, since the file may be somebody else's.
 */
export function cutTornLine(path: string): number {
  if (!isRegular(path)) return 0;
  guardOf(path)();
  const file = openInPlace(path, constants.O_RDWR);
  try {
    if (endsInLineBreak(file)) return 0;
    const bytes = readFileSync(file);
    const whole = bytes.lastIndexOf(10) + 1; // the byte after the last line break
    if (!beginsWithRow(bytes)) throw foreign(path, bytes);
    ftruncateSync(file, whole);
    return bytes.length - whole;
  } finally {
    closeSync(file);
  }
}

const rowStart = '{"version":';

function endsInLineBreak(file: number): boolean {
  const { size } = fstatSync(file);
  const last = Buffer.alloc(1);
  return size === 0 || (readSync(file, last, 0, 1, size - 1) === 1 && last[0] === 10);
}

/** Whether a file begins with a row, or with what a crash leaves of one: its start, or null bytes. */
function beginsWithRow(bytes: Buffer): boolean {
  const start = bytes.toString('latin1', 0, rowStart.length).replace(/\0+$/, '');
  return rowStart.startsWith(start) && (start !== '' || bytes.every(byte => byte === 0));
}

function foreign(path: string, bytes: Buffer): UsageError {
  return new UsageError('edge/torn-line', {
    expected: `${path} to begin with a row of this project, since its last line has no end`,
    got: bytes.toString('utf8', 0, 200),
    todo: 'Nothing was changed. Move the file to another place, or restore the one that belongs here.'
  });
}
