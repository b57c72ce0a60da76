import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync
} from 'node:fs';
import { dirname, join } from 'node:path';

/** A short hash of everything a step depends on: texts as they are, files by content. */
export function hashOf(...parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest('hex').slice(0, 32);
}

/** Every file below a folder, none where there is no folder. */
export function filesUnder(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name));
}

/** Whether the step that wrote this stamp last was done under the same conditions. */
export function isStamped(file, key) {
  try {
    return readFileSync(file, 'utf8') === key;
  } catch {
    return false;
  }
}

/** Marks a step as done. It comes last, so an interrupted step has no stamp and is redone. */
export function stamp(file, key) {
  writeWhole(file, key);
}

/** Marks a step as not done; comes before its work. */
export function unstamp(file) {
  rmSync(file, { force: true });
}

/** Writes a file in one go: a reader sees the old content or the new, never half of it. */
export function writeWhole(file, content) {
  mkdirSync(dirname(file), { recursive: true });
  const next = `${file}.${process.pid}`;
  writeFileSync(next, content);
  renameSync(next, file);
}
