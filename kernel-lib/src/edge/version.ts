import { readFileSync } from 'node:fs';
import { packageFile } from './root';

/** The version of this package. */
export function version(): string {
  const manifest = readFileSync(packageFile('package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}
