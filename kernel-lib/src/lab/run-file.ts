import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { UsageError } from '../base/fail';
import { canonical, idOf } from '../base/id';
import { postsOf, type Endpoint, type Profile } from '../edge/profile';
import { parseJson } from '../edge/parse-json';
import { cellHere } from '../edge/notebook/show';
import { headerNames, queryOf } from '../edge/profile-server';
import { givenShape } from '../edge/request-shape';
import { version } from '../edge/version';
import type { Prompts } from './prompts';
import { checkRunFolder } from './run-folder';
import { Settings } from './settings';
import type { World } from './world';

/** `run.json`: everything a run's results depend on. */
export const RunFile = z.object({
  version: z.literal(1),
  id: z.string(),
  settings: Settings,
  /** The models by role, as their servers name them, with their temperatures. */
  models: z.record(
    z.string(),
    z.object({
      model: z.string(),
      temperature: z.number(),
      reasoningEffort: z.string().optional(),
      /** How requests differ from OpenAI's: parameters, address parameters, names of headers. */
      request: z.record(z.string(), z.unknown()).optional()
    })
  ),
  simulated: z.boolean(),
  /** A hash of each prompt's wording. */
  prompts: z.record(z.string(), z.string()),
  /** A hash of the people and tasks it started from. */
  world: z.string(),
  /** What made it; another version may continue it. */
  versions: z.record(z.string(), z.string())
});
export type RunFile = z.infer<typeof RunFile>;

/** What `run.json` of a folder says, or `undefined` when there is none. */
export function storedRun(folder: string): RunFile | undefined {
  checkRunFolder(folder);
  const path = join(folder, 'run.json');
  if (!existsSync(path)) return undefined;
  const read = RunFile.safeParse(parseJson(readFileSync(path, 'utf8'), path));
  if (read.success) return read.data;
  throw new UsageError('lab/run-file', {
    expected: `a run of this version in ${path}`,
    got: read.error.issues[0]?.message,
    todo: 'Open it with the release that made it, or start a new run with --run.',
    cause: read.error
  });
}

/** The run of a folder. Throws: UsageError [lab/run-file] when there is none. */
export function existingRun(folder: string): RunFile {
  const file = storedRun(folder);
  if (file) return file;
  throw new UsageError('lab/run-file', {
    expected: 'the folder of a run, with a run.json in it',
    got: folder,
    todo: cellHere()
      ? 'Name the folder of a run, or begin one with pi.openRun.'
      : 'Name the folder of a run with --run, or begin one: npx sotopia-pi tasks (or run).'
  });
}

// What may be in a folder before its run: data of others, which a run can be about; and what a
// process leaves that is killed while it makes the run.
const besideRuns = /^(run\.lock|imported|exports|run\.json\.[0-9a-f]{8}\.tmp)$/;

/**
 * Makes sure that a new run does not spread over somebody's files.
 *
 * Throws: UsageError [lab/run-file] when the folder has files but no `run.json`
 */
export function refuseForeign(folder: string): void {
  if (!existsSync(folder)) return;
  const isFolder = statSync(folder).isDirectory();
  const [first] = isFolder ? readdirSync(folder).filter(name => !besideRuns.test(name)) : [folder];
  if (first === undefined) return;
  throw new UsageError('lab/run-file', {
    expected: `${folder} to be a run, an empty folder or a new one`,
    got: isFolder ? `a folder with ${first} and no run.json` : 'a file',
    todo: 'Name another folder with --run.'
  });
}

/** What a profile says of its models that changes what they answer, by role. */
export function samplingOf(profile: Profile): RunFile['models'] {
  return Object.fromEntries(
    postsOf(profile).map(({ role, endpoint }) => {
      const { model, temperature, reasoningEffort } = endpoint;
      const request = requestOf(endpoint);
      return [
        role,
        {
          model,
          temperature,
          ...(reasoningEffort && { reasoningEffort }),
          ...(request && { request })
        }
      ];
    })
  );
}

/** How an endpoint's requests differ from OpenAI's; `undefined` where they do not. */
function requestOf(endpoint: Endpoint): Record<string, unknown> | undefined {
  const query = queryOf(endpoint.baseUrl);
  const headers = headerNames(endpoint);
  const training = givenShape(endpoint.training ?? {});
  const request = {
    ...givenShape(endpoint),
    ...(Object.keys(query).length > 0 && { query }),
    ...(headers && { headers }),
    ...(training && { training })
  };
  return Object.keys(request).length > 0 ? request : undefined;
}

/** The `run.json` of a new run. Its id says what it is made of, not where its models are served. */
export function newRunFile(
  settings: Settings,
  profile: Profile,
  prompts: Prompts,
  world: World
): RunFile {
  const models = samplingOf(profile);
  const inputs = { models, prompts: { ...prompts.digests }, world: world.digest };
  const id = idOf('run', { ...inputs, settings: { ...settings, models: undefined } });
  const versions = { 'sotopia-pi': version(), node: process.version };
  return { version: 1, id, settings, simulated: profile.simulated, ...inputs, versions };
}

/** What must not change while a run goes on, beside its settings; where its models are served may. */
export function inputsOf({ models, simulated, prompts, world }: RunFile): object {
  return { ...models, simulated, prompts, 'people and tasks': world };
}

/** Throws: UsageError [lab/run-file] with every difference, when there is one. */
export function refuseOther(folder: string, have: object, want: object): void {
  const lines = differences(have, want);
  if (lines.length === 0) return;
  throw new UsageError('lab/run-file', {
    expected: `what ${folder} was made with`,
    got: lines.join('; '),
    todo: 'Leave the differing settings out to continue this run, or name another folder with --run.'
  });
}

/** The fields in which two objects differ, one line each; empty when they agree. */
export function differences(have: object, want: object): string[] {
  const before = new Map<string, unknown>(Object.entries(have));
  const after = new Map<string, unknown>(Object.entries(want));
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter(key => canonical([before.get(key)]) !== canonical([after.get(key)]))
    .map(
      key => `${key} ${canonical(before.get(key))} here, ${canonical(after.get(key))} asked for`
    );
}
