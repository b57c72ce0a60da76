import { LabError, messageOf } from '../../base/fail';
import { checkKey } from '../../edge/chat/openai-client';
import { endpointOf, readProfile, type Profile } from '../../edge/profile';
import type { OpenRun } from './job';
import { differences, samplingOf } from '../run-file';
import { refuseRetired } from '../servers';

/**
 * This machine's own profile for a run: the one that the worker was started with, else the one of
 * the run's name among one's own and the shipped ones.
 *
 * Throws: LabError when there is none, it has other models, a model is retired or a key is not set
 */
export function profileFor(run: OpenRun, own: Profile | undefined, now: Date): Profile {
  const profile = own ?? namedProfile(run.profile);
  if (profile.name !== run.profile) {
    throw refused(`a run with profile ${profile.name}`, `one with ${run.profile}`);
  }
  const lines = differences(samplingOf(profile), run.models);
  if (lines.length > 0) {
    throw refused(`the models of this machine's profile ${profile.name}`, lines.join('; '));
  }
  refuseRetired(profile, now);
  for (const role of ['expert', 'student', 'partner'] as const) checkKey(endpointOf(profile, role));
  return profile;
}

function namedProfile(name: string): Profile {
  try {
    return readProfile(name);
  } catch (error) {
    throw refused(`a profile ${name} on this machine`, messageOf(error));
  }
}

function refused(expected: string, got: string): LabError {
  return new LabError('lab/queue/worker-profile', {
    expected,
    got,
    todo: 'Start the worker with --models and the profile that the run was made with.'
  });
}
