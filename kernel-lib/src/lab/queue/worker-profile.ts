import { LabError, messageOf } from '../../base/fail';
import { checkKey } from '../../edge/chat/openai-client';
import { postsOf, readNamedProfile, type Profile, type Role } from '../../edge/profile';
import type { OpenRun } from './job';
import { differences, samplingOf } from '../run-file';
import { allowNamed, refuseRetired } from '../servers';

/** What a worker was started with. */
export interface ProfileChoice {
  /** The one profile that it takes runs with; by default any that this machine has. */
  readonly profile?: Profile;
  /** Addresses that keys may be sent to. */
  readonly trustServers?: readonly string[];
  readonly now: () => Date;
}

/**
 * This machine's own profile for a run: the one that the worker was started with, else the one of
 * the run's name among one's own and the shipped ones.
 *
 * Throws: LabError when there is none, it has other models, a model is retired or a key is not set
 */
export function profileFor(
  run: OpenRun,
  { profile: own, trustServers = [], now }: ProfileChoice
): Profile {
  const profile = own ?? namedProfile(run.profile);
  if (profile.name !== run.profile) {
    throw refused(`a run with profile ${profile.name}`, `one with ${run.profile}`);
  }
  const lines = differences(samplingOf(profile), run.models);
  if (lines.length > 0) {
    throw refused(`the models of this machine's profile ${profile.name}`, lines.join('; '));
  }
  refuseRetired(profile, now());
  const players = postsOf(profile).filter(({ role }) => isPlayer(role));
  allowNamed(players, trustServers);
  for (const { endpoint } of players) checkKey(endpoint);
  return profile;
}

function isPlayer(role: Role): boolean {
  return role === 'expert' || role === 'student' || role === 'partner';
}

function namedProfile(name: string): Profile {
  try {
    return readNamedProfile(name);
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
