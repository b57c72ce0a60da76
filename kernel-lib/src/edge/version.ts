import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The version of this package. */
export function version(): string {
  const nearby = [join(__dirname, '../package.json'), join(__dirname, '../../package.json')];
  const manifest = nearby.find(existsSync) ?? nearby[0]!;
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  return version;
}
