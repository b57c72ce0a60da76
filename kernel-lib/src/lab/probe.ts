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
import { rehearsalServer } from '../rehearsal/server';
import { fetchesFor } from './models';
import { probeQuestions, type ProbeQuestion } from './probe-question';
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

/** Who is told how many calls a probe makes. */
export interface ProbeWatch {
  /** Before the first call: how many there are, where no request is refused. */
  planned?(calls: number): void;
  /** For each call. */
  called?(): void;
}

/**
 * Asks every model of a profile what a run asks of it, once for each form of request (action, rating,
 * task) of a model, and its server for its list. A model that cannot be had is a finding, not an error.
 */
export async function probeModels(
  profile: Profile,
  now: Date,
  watch: ProbeWatch = {}
): Promise<Probe[]> {
  const rehearsal = rehearsalServer();
  const embedded = fetchFrom(rehearsal);
  const fetchFor = fetchesFor(profile, embedded, pooledFetch());
  const questionFor = probeQuestions();
  const posts = postsOf(profile).map(({ role, endpoint }) => {
    const question = questionFor(role);
    return { role, endpoint, question, key: digest({ endpoint, question }) };
  });
  watch.planned?.(new Set(posts.map(({ key }) => key)).size);
  const asked = new Map<string, Promise<Findings>>();
  const found = posts.map(async ({ role, endpoint, question, key }) => {
    const fetch = fetchFor(endpoint);
    const findings = asked.get(key) ?? findingsOf(endpoint, { question, fetch, watch }, now);
    asked.set(key, findings);
    return { role, model: endpoint.model, baseUrl: endpoint.baseUrl, ...(await findings) };
  });
  return Promise.all(found);
}

/** What one form of request is asked with. */
interface Asking {
  readonly question: ProbeQuestion;
  readonly fetch: typeof globalThis.fetch;
  readonly watch: ProbeWatch;
}

type Fetch = typeof globalThis.fetch;
type Findings = Omit<Probe, 'role' | 'model' | 'baseUrl'>;

async function findingsOf(endpoint: Endpoint, asking: Asking, now: Date): Promise<Findings> {
  const list = await listOf(endpoint, asking.fetch);
  const known = typeof list === 'string' ? [] : list;
  const own = known.find(({ id }) => id === endpoint.model);
  const answer = await answerOf(endpoint, asking);
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

async function answerOf(endpoint: Endpoint, asking: Asking): Promise<Reply> {
  try {
    return await askOnce(endpoint, asking);
  } catch (error) {
    const failure = masked(troubleOf(error), endpoint);
    if (!isRefusal(error)) return { failure };
    const add = await fieldsThatWork(endpoint, failure, async changed => {
      try {
        await askOnce(changed, asking);
        return undefined;
      } catch (again) {
        return masked(troubleOf(again), endpoint);
      }
    });
    return add ? { failure, add } : { failure };
  }
}

async function askOnce(endpoint: Endpoint, { question, fetch, watch }: Asking) {
  const records: CallRecord[] = [];
  const patience = { maxAttempts: 1, timeoutMs: endpoint.timeoutMs ?? 120_000, firstWaitMs: 0 };
  const model = httpModel(endpoint, { fetch, patience, record: call => records.push(call) });
  watch.called?.();
  const reply = await model.ask({ ...question, seed: 1, json: true, purpose: 'probe' });
  return { reply, latencyMs: records[0]?.latencyMs ?? 0 };
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
