import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UsageError } from '../base/fail';
import { configFolder } from './config-file';
import { inProject, inputPath, packageFile } from './root';

/** The profile of a project, in its root. */
export const projectProfile = 'sotopia-pi.models.json';

/** Profiles that come with the package, by name. */
export function shippedProfiles(): string[] {
  return namesIn(packageFile('profiles'));
}

/** Profiles in the user's own folder, by name. */
export function ownProfiles(): string[] {
  return namesIn(join(configFolder(), 'profiles'));
}

/** Every name of a profile on this machine: shipped, the user's own, and the project's. */
export function profileNames(): string[] {
  const project = existsSync(inProject(projectProfile)) ? ['project'] : [];
  return [...shippedProfiles(), ...ownProfiles(), ...project];
}

/**
 * The file of a profile that the user has named: by its name, or by the path of the file. Profiles
 * inside run folders are refused, because a run must not bring servers along.
 *
 * Throws: UsageError [edge/profile] when there is none.
 */
export function profilePath(nameOrPath: string): string {
  const path = fileOfName(nameOrPath) ?? inputPath(nameOrPath);
  if (!existsSync(path)) throw unknownProfile(nameOrPath, ' or the path of a profile file');
  const run = runAround(realpathSync(path));
  if (run !== undefined) throw insideRun(nameOrPath, run);
  return path;
}

/**
 * The file of a profile that somebody else has named, e.g. in a queue. A path is never followed.
 *
 * Throws: UsageError [edge/profile] when no profile of this machine has the name.
 */
export function namedProfilePath(name: string): string {
  const path = fileOfName(name);
  if (path === undefined) throw unknownProfile(name, '');
  return path;
}

function unknownProfile(given: string, orPath: string): UsageError {
  return new UsageError('edge/profile', {
    expected: `a profile (${profileNames().join(', ')})${orPath}`,
    got: given,
    todo: 'Name one of them, or write your own file; docs/models.md shows its shape.'
  });
}

/** The user's own profile of a name comes before a shipped one. */
function fileOfName(name: string): string | undefined {
  const file = `${name}.json`;
  if (ownProfiles().includes(name)) return join(configFolder(), 'profiles', file);
  if (shippedProfiles().includes(name)) return join(packageFile('profiles'), file);
  return profileNames().includes(name) ? inProject(projectProfile) : undefined;
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
