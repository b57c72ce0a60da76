import { basename } from 'node:path';
import { UsageError } from '../../base/fail';
import { weightsIn } from './gguf';
import type { Profile, Role } from '../profile';
import { inputPath } from '../root';

/** Below so many parameters a model's talk loops and its ratings are noise. */
const leastParameters = 1e9;

/** Talks under way at once where a profile says nothing: each keeps two histories in memory. */
const talksAtOnce = 4;

/** A processor may take minutes for what a server does in seconds. */
const timeoutMs = 600_000;

/** Stands in the name of every model that is too small, and so in everything it makes. */
export const smallMark = 'too small for conclusions';

/** Whether what was given for a profile is the weights of one model. */
export function isWeights(nameOrPath: string): boolean {
  return /\.gguf$/i.test(nameOrPath);
}

/** A profile whose local models are all read from one file. */
export function withWeights(profile: Profile, path: string): Profile {
  return { ...profile, server: { ...profile.server, gguf: path } };
}

/**
 * Names the local models of a profile by their files and what is in them: another file is another
 * run, and a small model is known by its name.
 *
 * Throws: UsageError [edge/local/gguf] for a file that is none, [edge/local/profile] when no file is named
 */
export function withLocalNames(profile: Profile): Profile {
  const names = new Map<string, string>();
  const named = Object.entries(profile.models).map(([role, served]) => {
    const { baseUrl, gguf } = served.server ?? profile.server;
    if (baseUrl !== 'local') return [role, served];
    if (gguf === undefined) throw unnamed(profile, role as Role);
    const name = names.get(gguf) ?? nameOf(inputPath(gguf));
    names.set(gguf, name);
    return [role, { timeoutMs, ...served, model: name }];
  });
  const models = Object.fromEntries(named) as Profile['models'];
  const concurrency = profile.concurrency ?? talksAtOnce;
  return names.size > 0 ? { ...profile, concurrency, models } : profile;
}

function nameOf(path: string): string {
  const { parameters, digest } = weightsIn(path);
  const name = `${basename(path).replace(/\.gguf$/i, '')}@${digest.slice(0, 8)}`;
  const millions = Math.round(parameters / 1e6);
  return parameters < leastParameters ? `${name} (${millions}M, ${smallMark})` : name;
}

function unnamed({ name }: Profile, role: Role): UsageError {
  return new UsageError('edge/local/profile', {
    expected: `a GGUF file for the ${role} of profile ${name}`,
    got: undefined,
    todo: 'Name it with --models local --gguf FILE, or as "gguf" beside "baseUrl" in your profile.'
  });
}
