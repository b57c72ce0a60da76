import { UsageError } from '../base/fail';
import { listedModels, type ListedModel } from '../edge/chat/model-list';
import { moneyFor } from '../edge/chat/wording';
import { checkKey } from '../edge/chat/openai-client';
import { postsOf, type Endpoint, type Post, type Profile, type Role } from '../edge/profile';
import {
  isTrusted,
  keyUsesOf,
  originsIn,
  refuseUntrusted,
  trust,
  type KeyUse
} from '../edge/trust';
import type { Run, RunOptions } from './run';

const checked = new WeakSet<Run>(); // once for each opening of a run

/**
 * Makes sure, before anything is paid for, that no model is retired, that every key is set, that a
 * budget of money can be kept, and that servers which list their models serve those of the
 * profile. A server that lists none is believed. A replay asks no server, so nothing is checked.
 *
 * Throws: UsageError [edge/chat/openai-client] for a key, [lab/servers] for a model, with those there are
 */
export async function checkServers(run: Run): Promise<void> {
  if (checked.has(run) || run.options.recording === 'replay') return;
  const posts = postsOf(run.profile);
  refuseRetired(run.profile, run.options.now());
  await allowKeys(posts, run.options);
  for (const { endpoint } of posts) checkKey(endpoint);
  if (run.options.budget.money !== undefined) refuseUnpriced(run.profile);
  const lists = new Map<string, readonly ListedModel[] | undefined>();
  for (const { role, endpoint } of posts) {
    if (!lists.has(endpoint.baseUrl)) {
      lists.set(endpoint.baseUrl, await listed(endpoint, run.models.fetch(role)));
    }
    const known = lists.get(endpoint.baseUrl);
    const isKnown = known?.some(({ id }) => id === endpoint.model) ?? true;
    if (!isKnown) throw unknown(role, endpoint, known!);
  }
  checked.add(run);
}

/** What a caller has said about addresses that keys may go to. */
export type KeyConsent = Pick<RunOptions, 'trustServers' | 'confirm'>;

/**
 * Allows the keys of these roles for their addresses: where the caller has named the address, or
 * says yes. What is not allowed is refused when the key is needed.
 */
export async function allowKeys(
  posts: readonly Post[],
  { trustServers = [], confirm }: KeyConsent
): Promise<void> {
  allowNamed(posts, trustServers);
  for (const use of usesOf(posts)) {
    if (!confirm || isTrusted(use)) continue;
    const { variable, origin } = use;
    const open = origin.startsWith('http:') ? ' The connection is not encrypted.' : '';
    const question = `The key in ${variable} has not been sent to ${origin} before.${open} Send it there?`;
    if (!(await confirm(question))) refuseUntrusted(use);
    trust([use]);
  }
}

/** Allows the keys of these roles for those of their addresses that the caller has named. */
export function allowNamed(posts: readonly Post[], trustServers: readonly string[]): void {
  const origins = originsIn(trustServers.join(' '));
  trust(usesOf(posts).filter(use => origins.includes(use.origin) && !isTrusted(use)));
}

function usesOf(posts: readonly Post[]): KeyUse[] {
  return posts.flatMap(({ endpoint }) => keyUsesOf(endpoint));
}

/** The roles whose models are not served any more on a day. */
export function retiredOn(profile: Profile, now: Date): Post[] {
  const today = now.toISOString().slice(0, 10);
  return postsOf(profile).filter(({ endpoint: { retired } }) => retired && retired.on <= today);
}

/** Throws: UsageError [lab/servers] when a model of a profile is not served any more. */
export function refuseRetired(profile: Profile, now: Date): void {
  const gone = retiredOn(profile, now);
  if (gone.length === 0) return;
  const said = [...new Set(gone.map(({ endpoint }) => endpoint.model))].map(model => {
    const posts = gone.filter(({ endpoint }) => endpoint.model === model);
    const { on, instead } = posts[0]!.endpoint.retired!;
    const roles = posts.map(({ role }) => role).join(', ');
    return `${model} (${roles}; gone ${on}${instead ? `, now ${instead}` : ''})`;
  });
  throw new UsageError('lab/servers', {
    expected: `models of profile ${profile.name} that are still served`,
    got: said.join(', '),
    todo: 'Name a substitute and say so: --models openai, or a profile of your own.'
  });
}

/** Throws: UsageError [lab/servers] when the costs of a model are unknown. */
export function refuseUnpriced(profile: Profile): void {
  const free = { promptTokens: 0, completionTokens: 0 };
  const unpriced = postsOf(profile).filter(
    ({ endpoint }) => moneyFor(endpoint, free) === undefined
  );
  if (unpriced.length === 0) return;
  throw new UsageError('lab/servers', {
    expected: 'pricePerMillionTokens of every model, since the budget is in money',
    got: `none for ${unpriced.map(({ role }) => role).join(', ')}`,
    todo: 'Add the prices to the profile (0 where it is free), or limit the run by --max-calls.'
  });
}

async function listed(
  endpoint: Endpoint,
  fetch: typeof globalThis.fetch
): Promise<readonly ListedModel[] | undefined> {
  try {
    const models = await listedModels(endpoint, fetch);
    return models.length > 0 ? models : undefined;
  } catch {
    return undefined; // the calls themselves will say what is wrong
  }
}

function unknown(
  role: Role,
  { model, baseUrl }: Endpoint,
  known: readonly ListedModel[]
): UsageError {
  const names = known.slice(0, 20).map(({ id }) => id);
  return new UsageError('lab/servers', {
    expected: `a model of ${baseUrl} as ${role} (${names.join(', ')})`,
    got: model,
    todo: 'Name one of them in the profile.'
  });
}
