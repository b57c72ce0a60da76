import { createHash } from 'node:crypto';
import { createReadStream, readFileSync, statSync } from 'node:fs';

const readAtOnce = 1024 * 1024; // bytes; thousands of small files are not worth a stream each

/** The SHA-256 of a file's bytes, as `sha256sum` prints it. */
export async function fileDigest(path: string): Promise<string> {
  const hash = createHash('sha256');
  if (statSync(path).size <= readAtOnce) return hash.update(readFileSync(path)).digest('hex');
  for await (const chunk of createReadStream(path, { highWaterMark: readAtOnce })) {
    hash.update(chunk as Buffer);
  }
  return hash.digest('hex');
}
