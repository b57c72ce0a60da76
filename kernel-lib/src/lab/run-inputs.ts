import { readProfile, type Profile } from '../edge/profile';
import { importedWorld } from './import/imported-world';
import { readPrompts, type Prompts } from './prompts';
import type { RunOptions } from './run';
import {
  inputsOf,
  newRunFile,
  refuseForeign,
  refuseOther,
  storedRun,
  type RunFile
} from './run-file';
import { refuseRetired } from './servers';
import { fullSettings, type Settings } from './settings';
import { readWorld, type World } from './world';

/** Everything a run's results depend on, as its `run.json` states it and as it is read. */
export interface RunInputs {
  readonly file: RunFile;
  /** Whether the folder has no `run.json` yet. */
  readonly isNew: boolean;
  readonly profile: Profile;
  readonly prompts: Prompts;
  readonly world: World;
}

/**
 * The inputs of the run in a folder, or of a new run there; writes nothing.
 *
 * Throws: LabError [lab/settings], [lab/run-file] or [lab/servers], as `openRun` does
 */
export function checkedInputs(
  folder: string,
  asked: Partial<Settings>,
  { recording, now }: Pick<RunOptions, 'recording' | 'now'>
): RunInputs {
  const full = fullSettings(asked);
  const stored = storedRun(folder);
  const settings = stored?.settings ?? full;
  if (stored) refuseOther(folder, settings, { ...settings, ...asked, models: settings.models });
  const profile = readProfile(asked.models ?? settings.models); // the file may lie elsewhere now
  const prompts = readPrompts(settings.prompts);
  const { taskSet } = settings;
  const world = taskSet === undefined ? readWorld() : importedWorld(folder, taskSet);
  const file = newRunFile(settings, profile, prompts, world);
  if (stored) {
    refuseOther(folder, inputsOf(stored), inputsOf(file));
    refuseOther(folder, { id: stored.id }, { id: file.id }); // a setting that was changed by hand
  } else refuseForeign(folder);
  if (!stored && recording !== 'replay') refuseRetired(profile, now());
  return { file, isNew: !stored, profile, prompts, world };
}
