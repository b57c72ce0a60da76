import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { UsageError } from '../base/fail';
import { inProject, inputPath, packageFile } from './root';

/** The profile of a project, in its root. */
export const projectProfile = 'sotopia-pi.models.json';

/** The user's folder for settings of this package; `XDG_CONFIG_HOME` moves it. */
export function configFolder(): string {
  const { XDG_CONFIG_HOME, APPDATA } = process.env;
  const home = XDG_CONFIG_HOME || (process.platform === 'win32' && APPDATA);
  return join(home || join(homedir(), '.config'), 'sotopia-pi');
}

/** Profiles that come with the package, by name. */
export function shippedProfiles(): string[] {
  return namesIn(packageFile('profiles'));
}

/** Profiles in the user's own folder, by name. */
export function ownProfiles(): string[] {
  return namesIn(join(configFolder(), 'profiles'));
}

/**
 * The file of a profile. A name is looked for in the user's own folder, then among the shipped
 * ones; `project` is the project's own; anything else is the path of a file. Nothing is ever
 * found inside a run folder, so that no run brings its own servers along.
 *
 * Throws: UsageError [edge/profile] when there is none.
 */
export function profilePath(nameOrPath: string): string {
  const path = pathFor(nameOrPath);
  const run = existsSync(path) ? runAround(path) : undefined;
  if (run !== undefined) throw insideRun(nameOrPath, run);
  if (existsSync(path)) return path;
  const own = existsSync(inProject(projectProfile)) ? ['project'] : [];
  const names = [...shippedProfiles(), ...ownProfiles(), ...own].join(', ');
  throw new UsageError('edge/profile', {
    expected: `a profile (${names}) or the path of a profile file outside of run folders`,
    got: nameOrPath,
    todo: 'Name one of them, or write your own file; docs/models.md shows its shape.'
  });
}

function pathFor(nameOrPath: string): string {
  const file = `${nameOrPath}.json`;
  if (ownProfiles().includes(nameOrPath)) return join(configFolder(), 'profiles', file);
  if (shippedProfiles().includes(nameOrPath)) return join(packageFile('profiles'), file);
  return nameOrPath === 'project' ? inProject(projectProfile) : inputPath(nameOrPath);
}

/** The `run.json` of the run folder that a file lies in. */
function runAround(path: string): string | undefined {
  const folder = dirname(path);
  if (existsSync(join(folder, 'run.json'))) return join(folder, 'run.json');
  return folder === dirname(folder) ? undefined : runAround(folder);
}

function insideRun(nameOrPath: string, run: string): UsageError {
  return new UsageError('edge/profile', {
    expected: `the profile ${nameOrPath} outside of run folders, which bring no servers along`,
    got: `one beside or below ${run}`,
    todo: 'Put the profile elsewhere, or remove that file if it is no run’s.'
  });
}

function namesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter(file => file.endsWith('.json'))
    .map(file => basename(file, '.json'))
    .sort();
}
