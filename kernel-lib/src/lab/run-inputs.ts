import { readProfile, type Profile } from '../edge/profile';
import { worldFor } from './import/imported-world';
import { profileFor, promptFilesFor } from './input-paths';
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
import type { World } from './world';

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
  const { models, prompts: files } = settings; // these may lie elsewhere now
  if (stored) refuseOther(folder, settings, { ...settings, ...asked, models, prompts: files });
  const profile = stored ? profileFor(folder, stored, asked) : readProfile(models);
  const prompts = readPrompts(stored ? promptFilesFor(folder, stored, asked) : files);
  const world = worldFor(folder, settings);
  const file = newRunFile(settings, profile, prompts, world);
  if (stored) {
    refuseOther(folder, inputsOf(stored), inputsOf(file));
    refuseOther(folder, { id: stored.id }, { id: file.id }); // a setting that was changed by hand
  } else refuseForeign(folder);
  if (!stored && recording !== 'replay') refuseRetired(profile, now());
  return { file, isNew: !stored, profile, prompts, world };
}
