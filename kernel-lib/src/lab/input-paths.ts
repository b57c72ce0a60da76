import { existsSync, realpathSync } from 'node:fs';
import { z } from 'zod';
import { UsageError } from '../base/fail';
import { readConfig, writeConfig } from '../edge/config-file';
import { isWeights } from '../edge/local/profile';
import { readNamedProfile, readProfile, type Profile } from '../edge/profile';
import { profileNames, profilePath } from '../edge/profile-files';
import { inputPath } from '../edge/root';
import type { RunFile } from './run-file';
import type { Settings } from './settings';

/**
 * The files of a run that the user has named. `run.json` repeats their paths, but a folder may come
 * from somebody else: only paths that this user has given are followed, in the call itself or in an
 * earlier one for the same run, which is remembered in the user's settings folder.
 */
export interface InputPaths {
  readonly models?: string | undefined;
  readonly agent?: string | undefined;
  readonly judge?: string | undefined;
  readonly writer?: string | undefined;
  readonly inspirations?: string | undefined;
}
type Input = keyof InputPaths;

const options: Readonly<Record<Input, string>> = {
  models: '--models',
  agent: '--agent-prompt',
  judge: '--judge-prompt',
  writer: '--writer-prompt',
  inspirations: '--inspirations'
};

const fileName = 'runs.json';
const mostRuns = 500; // the latest ones
const text = z.string().optional();
const Paths = z.object({
  models: text,
  agent: text,
  judge: text,
  writer: text,
  inspirations: text
});
const Stored = z.object({
  version: z.literal(1),
  runs: z.array(z.object({ folder: z.string(), id: z.string(), paths: Paths }))
});

/** The paths that settings name, as seen from where the user stands; names of profiles are none. */
export function pathsIn(settings: Partial<Settings>): InputPaths {
  const { models, prompts = {}, inspirations } = settings;
  const path = (given: string | undefined) => given && inputPath(given);
  return {
    ...(models !== undefined && !isName(models) && { models: fileOf(models) }),
    ...definedIn({
      agent: path(prompts.agent),
      judge: path(prompts.judge),
      writer: path(prompts.writer),
      inspirations: path(inspirations)
    })
  };
}

/** Remembers the paths that the user has given for a run, beside those given earlier. */
export function rememberPaths(folder: string, id: string, given: InputPaths): void {
  const known = knownPaths(folder, id);
  const paths = { ...known, ...given };
  if (Object.keys(given).every(name => known[name as Input] === given[name as Input])) return;
  const place = realpathSync(folder);
  const others = storedRuns().filter(run => run.folder !== place);
  const runs = [...others, { folder: place, id, paths }].slice(-mostRuns);
  writeConfig(fileName, { version: 1, runs });
}

/**
 * The path of an input of a run that exists.
 *
 * Throws: UsageError [lab/input-paths] when this user has not named one for this run
 */
function pathFor(input: Input, { folder, id, stored, given }: StoredInputs): string {
  const path = given[input] ?? knownPaths(folder, id)[input];
  if (path !== undefined) return path;
  const others = input === 'models' ? `, or a profile’s name (${profileNames().join(', ')})` : '';
  throw new UsageError('lab/input-paths', {
    expected: `${options[input]} with the file for this run${others}`,
    got: `${JSON.stringify(stored)} in ${folder}/run.json, and a path stored in a run is not followed`,
    todo: `Name the file with ${options[input]} (in a notebook, in the settings of pi.openRun); it is remembered for your next start.`
  });
}

/** An input as a run folder names it, and what the user has given beside. */
interface StoredInputs {
  readonly folder: string;
  readonly id: string;
  /** The path in `run.json`. */
  readonly stored: string;
  readonly given: InputPaths;
}

/** The profile of a run: the one that is given, or the one of the name that the run was made with. */
export function profileFor(
  folder: string,
  { id, settings }: Pick<RunFile, 'id' | 'settings'>,
  asked: Partial<Settings>
): Profile {
  const { models } = asked;
  if (models !== undefined) return readProfile(models);
  if (isName(settings.models)) return readNamedProfile(settings.models);
  return readProfile(pathFor('models', { folder, id, stored: settings.models, given: {} }));
}

/** The files of a run's own prompts. */
export function promptFilesFor(
  folder: string,
  { id, settings }: Pick<RunFile, 'id' | 'settings'>,
  asked: Partial<Settings> = {}
): Settings['prompts'] {
  const given = pathsIn({ prompts: asked.prompts ?? {} });
  const files = (['agent', 'judge', 'writer'] as const).map(name => {
    const stored = settings.prompts[name];
    const path = stored === undefined ? given[name] : pathFor(name, { folder, id, stored, given });
    return [name, path] as const;
  });
  return definedIn(Object.fromEntries(files));
}

/** The corpus file that a run's tasks are written from. */
export function inspirationsFileFor(
  { folder, file: { id } }: { readonly folder: string; readonly file: Pick<RunFile, 'id'> },
  stored: string
): string {
  return pathFor('inspirations', { folder, id, stored, given: {} });
}

function isName(models: string): boolean {
  return profileNames().includes(models);
}

function fileOf(models: string): string {
  return isWeights(models) ? inputPath(models) : profilePath(models);
}

function knownPaths(folder: string, id: string): InputPaths {
  if (!existsSync(folder)) return {};
  const place = realpathSync(folder);
  const run = storedRuns().find(one => one.folder === place && one.id === id);
  return run ? definedIn(run.paths) : {};
}

function storedRuns() {
  return readConfig(fileName, Stored)?.runs ?? [];
}

function definedIn<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;
}
