import { homedir } from 'node:os';
import { join } from 'node:path';

/** The user's folder for what can be fetched again; `XDG_CACHE_HOME` moves it. */
export function cacheFolder(): string {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  const home = XDG_CACHE_HOME || (process.platform === 'win32' && LOCALAPPDATA);
  return join(home || join(homedir(), '.cache'), 'sotopia-pi');
}
