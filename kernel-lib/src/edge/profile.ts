import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { UsageError } from '../base/fail';
import { isWeights, withLocalNames, withWeights } from './local/profile';
import { namedProfilePath, profilePath } from './profile-files';
import { Server } from './profile-server';
import { chatShape, TrainingShape } from './request-shape';

export { shippedProfiles } from './profile-files';

/** Money per million tokens, in any one currency; absent where nobody knows, 0 where it is free. */
const Price = z.strictObject({
  prompt: z.number().nonnegative(),
  /** For those of the prompt's tokens that the server had from before; by default as the others. */
  cachedPrompt: z.number().nonnegative().optional(),
  /** Which part of it is paid for calls in a batch; by default all of it. */
  batchShare: z.number().min(0).max(1).optional(),
  completion: z.number().nonnegative()
});

/** What a model's server can do beside answering; absent where nobody has said. */
const Supports = z.strictObject({
  /** Replies of a given JSON schema. */
  jsonSchema: z.boolean().optional(),
  /** Replies of any JSON object. Asked for unless it is `false`. */
  jsonObject: z.boolean().optional(),
  /** The probabilities of tokens. */
  logprobs: z.boolean().optional(),
  /** Files of many calls, answered later at a lower price. */
  batch: z.boolean().optional(),
  /** Trained adapters, loaded while it runs. */
  lora: z.boolean().optional()
});

/** A model as one role uses it. */
const Served = z.strictObject({
  model: z.string().min(1),
  temperature: z.number().min(0).max(2),
  /** For models that reason before they answer; without it, nothing is said about it. */
  reasoningEffort: z.enum(['none', 'minimal', 'low', 'medium', 'high', 'xhigh']).optional(),
  maxTokens: z.number().int().positive().optional(),
  timeoutMs: z.number().int().positive().optional(),
  /** Tokens of prompt and reply together. */
  contextLength: z.number().int().positive().optional(),
  pricePerMillionTokens: Price.optional(),
  supports: Supports.optional(),
  ...chatShape,
  /** How the bodies of training jobs differ. */
  training: TrainingShape.optional(),
  /** Since when its server does not answer any more, and the model that its maker names instead. */
  retired: z.strictObject({ on: z.iso.date(), instead: z.string().optional() }).optional(),
  server: Server.optional()
});

/**
 * The models of a run by role: who writes tasks, shows how it is done, learns, meets the learner,
 * judges, and (simulated worlds only) rates as people would.
 */
export const Profile = z.strictObject({
  version: z.literal(1),
  name: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  about: z.string().optional(),
  /** Whether the models are simulated, with a truth to compare with; then every result says so. */
  simulated: z.boolean().default(false),
  /** How many items a run has under way at once, at most: what its servers keep in memory. */
  concurrency: z.number().int().positive().optional(),
  /** Where models are served that name no server of their own. */
  server: Server,
  models: z.strictObject({
    writer: Served,
    expert: Served,
    student: Served,
    partner: Served,
    judge: Served,
    rater: Served.optional()
  })
});
export type Profile = z.infer<typeof Profile>;
export type Role = keyof Profile['models'];

/** Everything that a call to one model needs; the key stays in the environment until then. */
export interface Endpoint extends Omit<z.infer<typeof Served>, 'server'> {
  readonly baseUrl: string;
  readonly keyVariable?: string | undefined;
  readonly headerVariables?: Readonly<Record<string, string>> | undefined;
  readonly gguf?: string | undefined;
}

/**
 * A profile by its name (one's own or a shipped one) or by the path of its file. The path of a
 * GGUF file is the local profile with these weights.
 *
 * Throws: UsageError [edge/profile] when there is none, or the file is not a profile.
 */
export function readProfile(nameOrPath: string): Profile {
  return isWeights(nameOrPath)
    ? withLocalNames(withWeights(storedProfile('local'), nameOrPath))
    : withLocalNames(storedProfile(nameOrPath));
}

/**
 * A profile of this machine by a name that somebody else has chosen; a path is never followed.
 *
 * Throws: UsageError [edge/profile] when there is none, or the file is not a profile.
 */
export function readNamedProfile(name: string): Profile {
  return withLocalNames(storedProfile(name, namedProfilePath(name)));
}

function storedProfile(nameOrPath: string, path = profilePath(nameOrPath)): Profile {
  const read = Profile.safeParse(jsonOf(path));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new UsageError('edge/profile', {
    expected: `${issue?.path.join('.') || 'a profile'} to be valid in ${nameOrPath}`,
    got: issue?.message,
    todo: 'Correct the file; the shipped profiles show its shape.',
    cause: read.error
  });
}

/** The endpoint of a role, or of another model that is served where the role's model is. */
export function endpointOf(profile: Profile, role: Role, model?: string): Endpoint {
  const served = profile.models[role];
  if (!served) {
    throw new UsageError('edge/profile', {
      expected: `a model for the role ${role} in profile ${profile.name}`,
      got: undefined,
      todo: 'Add it to the profile.'
    });
  }
  const { server = profile.server, ...rest } = served;
  return { ...rest, ...server, ...(model && { model }) };
}

/** A role of a profile and where its model is reached. */
export interface Post {
  readonly role: Role;
  readonly endpoint: Endpoint;
}

/** The roles of a profile in its order. */
export function postsOf(profile: Profile): Post[] {
  const roles = Object.keys(profile.models) as Role[];
  return roles.map(role => ({ role, endpoint: endpointOf(profile, role) }));
}

function jsonOf(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as unknown;
  } catch (error) {
    throw new UsageError('edge/profile', {
      expected: `a JSON file at ${path}`,
      got: error instanceof Error ? error.message : error,
      todo: 'Correct the file; the shipped profiles show its shape.',
      cause: error
    });
  }
}
