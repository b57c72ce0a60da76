import type { ChatReply } from '../base/chat';
import { digest } from '../base/id';
import { jsonIn } from '../base/json';
import { readReply } from '../base/read-reply';
import type { CallRecord } from '../edge/chat/call-record';
import { httpModel } from '../edge/chat/http';
import { formatFor, moneyFor } from '../edge/chat/wording';
import { fetchFrom } from '../edge/embedded';
import { listedModels, type ListedModel } from '../edge/chat/model-list';
import { masked } from '../edge/chat/openai-client';
import { troubleOf } from '../edge/chat/trouble';
import { pooledFetch } from '../edge/chat/pool-fetch';
import { postsOf, type Endpoint, type Profile, type Role } from '../edge/profile';
import { actionSchema } from '../episode/parse';
import { ratingSchema } from '../rating/parse';
import { taskSchema } from '../task/parse';
import { rehearsalServer } from '../rehearsal/server';
import { fetchesFor } from './models';
import { fieldsThatWork, isRefusal, type RequestFields } from './probe-request';

/** What was found out about a role's model by asking for it; `undefined` is what nobody said. */
export interface Probe {
  readonly role: Role;
  readonly model: string;
  readonly baseUrl: string;
  /** `yes`, or what went wrong. */
  readonly reachable: string;
  /** Whether its server lists it; `undefined` where the server lists none. */
  readonly listed?: boolean;
  /** `yes`, or why its reply to a request for JSON is none. */
  readonly json: string;
  /** What one short call took, the gate and retries left out. */
  readonly latencyMs?: number;
  /** From when on it does or did not answer any more: as its server says, else as the profile does. */
  readonly shutdownDate?: string;
  /** The lines that a role needs in the profile, where its server refused the request as it was. */
  readonly add?: RequestFields;
  /** What is used in place of what is missing, one sentence each. */
  readonly instead: readonly string[];
}

/**
 * Asks every model of a profile one short question, and its server for its list. It costs a few
 * tokens for each model. A model that cannot be had is a finding, not an error.
 */
export async function probeModels(profile: Profile, now: Date): Promise<Probe[]> {
  const rehearsal = rehearsalServer();
  const embedded = fetchFrom(rehearsal);
  const fetchFor = fetchesFor(profile, embedded, pooledFetch());
  const asked = new Map<string, Promise<Findings>>();
  const found = postsOf(profile).map(async ({ role, endpoint }) => {
    const fetch = fetchFor(endpoint);
    const schema = schemaFor(role);
    const key = digest({
      ...endpoint,
      ...(formatFor(endpoint)?.type === 'json_schema' && { schema })
    });
    const findings = asked.get(key) ?? findingsOf(endpoint, schema, fetch, now);
    asked.set(key, findings);
    return { role, model: endpoint.model, baseUrl: endpoint.baseUrl, ...(await findings) };
  });
  return Promise.all(found);
}

type Fetch = typeof globalThis.fetch;
type Findings = Omit<Probe, 'role' | 'model' | 'baseUrl'>;

async function findingsOf(
  endpoint: Endpoint,
  schema: object,
  fetch: Fetch,
  now: Date
): Promise<Findings> {
  const list = await listOf(endpoint, fetch);
  const known = typeof list === 'string' ? [] : list;
  const own = known.find(({ id }) => id === endpoint.model);
  const answer = await answerOf(endpoint, schema, fetch);
  const shutdownDate = own?.shutdownDate ?? endpoint.retired?.on;
  const isListed = known.length > 0 ? own !== undefined : undefined;
  const isReached = typeof list !== 'string' || !('failure' in answer);
  return {
    reachable: isReached ? 'yes' : list,
    ...(isListed !== undefined && { listed: isListed }),
    json: 'failure' in answer ? answer.failure : jsonIs(answer.reply),
    ...('add' in answer && answer.add && { add: answer.add }),
    ...('latencyMs' in answer && { latencyMs: answer.latencyMs }),
    ...(shutdownDate && { shutdownDate }),
    instead: [
      ...insteadOf(endpoint),
      ...(isListed === false ? [`there is ${namesOf(known)}`] : []),
      ...shutdownNote(endpoint, shutdownDate, now)
    ]
  };
}

async function listOf(endpoint: Endpoint, fetch: Fetch): Promise<ListedModel[] | string> {
  try {
    return await listedModels(endpoint, fetch);
  } catch (error) {
    return masked(troubleOf(error), endpoint);
  }
}

type Reply =
  | { readonly reply: ChatReply; readonly latencyMs: number }
  | { readonly failure: string; readonly add?: RequestFields };

const question = 'Reply with one JSON object and nothing else: {"ok": true}';

async function answerOf(endpoint: Endpoint, schema: object, fetch: Fetch): Promise<Reply> {
  try {
    return await askOnce(endpoint, schema, fetch);
  } catch (error) {
    const failure = masked(troubleOf(error), endpoint);
    if (!isRefusal(error)) return { failure };
    const add = await fieldsThatWork(endpoint, failure, async changed => {
      try {
        await askOnce(changed, schema, fetch);
        return undefined;
      } catch (again) {
        return masked(troubleOf(again), endpoint);
      }
    });
    return add ? { failure, add } : { failure };
  }
}

async function askOnce(endpoint: Endpoint, schema: object, fetch: Fetch) {
  const records: CallRecord[] = [];
  const patience = { maxAttempts: 1, timeoutMs: 30_000, firstWaitMs: 0 };
  const model = httpModel(endpoint, { fetch, patience, record: call => records.push(call) });
  const messages = [{ role: 'user' as const, content: question }];
  const reply = await model.ask({ messages, seed: 1, json: true, schema, purpose: 'probe' });
  return { reply, latencyMs: records[0]?.latencyMs ?? 0 };
}

/** The form in which a run asks for the replies of a role. */
function schemaFor(role: Role): object {
  if (role === 'writer') return taskSchema;
  return role === 'judge' || role === 'rater' ? ratingSchema : actionSchema;
}

/** `yes` where a run would read the reply: thoughts and harmless repairs are no obstacle. */
function jsonIs(reply: ChatReply): string {
  const read = readReply(reply, answer => {
    const found = jsonIn(answer);
    if ('problem' in found) throw new Error(found.problem);
    return found;
  });
  return 'failure' in read ? `no JSON but ${JSON.stringify(reply.text.slice(0, 60))}` : 'yes';
}

function insteadOf(endpoint: Endpoint): string[] {
  const format = formatFor(endpoint)?.type;
  const isFree = moneyFor(endpoint, { promptTokens: 0, completionTokens: 0 }) !== undefined;
  return [
    ...(format === 'json_schema' ? ['no json_object: asked for by json_schema'] : []),
    ...(format === undefined ? ['no JSON mode: asked for in the prompt alone'] : []),
    ...(isFree ? [] : ['no price: costs are unknown, limit a run by --max-calls'])
  ];
}

function shutdownNote({ retired }: Endpoint, date: string | undefined, now: Date): string[] {
  if (date === undefined) return [];
  const verb = date <= now.toISOString().slice(0, 10) ? 'shut down' : 'will be shut down';
  const other = retired?.instead ? `; its maker names ${retired.instead} instead` : '';
  return [`${verb} on ${date}${other}`];
}

function namesOf(known: readonly ListedModel[]): string {
  const names = known.slice(0, 8).map(({ id }) => id);
  return names.join(', ') + (known.length > 8 ? ` and ${known.length - 8} more` : '');
}
