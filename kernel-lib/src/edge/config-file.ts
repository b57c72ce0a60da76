import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { z } from 'zod';
import { jsonAs } from '../base/json';

/** The user's folder for settings of this package; `XDG_CONFIG_HOME` moves it. */
export function configFolder(): string {
  const { XDG_CONFIG_HOME, APPDATA } = process.env;
  const home = XDG_CONFIG_HOME || (process.platform === 'win32' && APPDATA);
  return join(home || join(homedir(), '.config'), 'sotopia-pi');
}

/** A file in the user's settings folder; `undefined` when it is missing or not valid. */
export function readConfig<T>(name: string, schema: z.ZodType<T>): T | undefined {
  const path = join(configFolder(), name);
  return existsSync(path) ? jsonAs(schema, readFileSync(path, 'utf8')) : undefined;
}

/**
 * Writes a file that only the user can read. Returns `false` where the settings folder cannot be
 * written, for example in a container without a home folder.
 */
export function writeConfig(name: string, content: unknown): boolean {
  const path = join(configFolder(), name);
  const temporary = `${path}.${randomBytes(4).toString('hex')}.tmp`;
  try {
    mkdirSync(configFolder(), { recursive: true, mode: 0o700 });
    writeFileSync(temporary, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
    renameSync(temporary, path);
    return true;
  } catch {
    return false;
  }
}
