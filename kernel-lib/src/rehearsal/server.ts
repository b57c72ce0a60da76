import { z } from 'zod';
import { messageOf } from '../base/fail';
import type { Answer, Call, Handler } from '../base/handler';
import { chatAnswer } from './chat';
import { failed, refused, refusedBody, unknownModel } from './errors';
import { filesAnswer } from './files';
import {
  cancelledJob,
  createdJob,
  jobEvents,
  listedJobs,
  retrievedJob,
  type Shop
} from './fine-tuning';
import { truthReply } from './judge';
import { speakersOf, type Speakers } from './speakers';
import { memoryStore, type WeightStore } from './store';

/** What a rehearsal server stands on. */
export interface ServerOptions {
  /** Where trained models are kept; without it they last as long as the server. */
  readonly weights?: WeightStore;
  /** Further names for its models: the name a client asks for → the model behind it. */
  readonly aliases?: Readonly<Record<string, string>>;
  /** For requests that bring no seed of their own. */
  readonly seed?: number;
}

/**
 * The rehearsal world behind the OpenAI protocol: models, chat completions, files, fine-tuning
 * jobs, and the truth about a record. Every answer is a pure function of the request, of the files
 * and jobs sent before, and of the stored weights.
 */
export function rehearsalServer({ weights, aliases, seed }: ServerOptions = {}): Handler {
  const store = weights ?? memoryStore();
  const shop: Shop = {
    files: new Map(),
    jobs: new Map(),
    speakers: speakersOf(store, aliases ?? {}),
    store,
    ...(seed !== undefined && { seed })
  };
  return async call => {
    call.signal?.throwIfAborted();
    try {
      return answerTo(shop, call);
    } catch (error) {
      return failed({ status: 500, message: messageOf(error) });
    }
  };
}

type Route = (shop: Shop, call: Call, id: string) => Answer;

/** What the server answers: method, path, and what does it; a group in a path is an id. */
const routes: readonly (readonly [string, RegExp, Route])[] = [
  [
    'POST',
    /^\/v1\/chat\/completions$/,
    (shop, { body }) => chatAnswer(shop.speakers, body, shop.seed)
  ],
  ['GET', /^\/v1\/models$/, ({ speakers }) => modelList(speakers)],
  ['GET', /^\/v1\/models\/(.+)$/, ({ speakers }, _, id) => modelAnswer(speakers, id)],
  ['POST', /^\/v1\/rehearsal\/truth$/, (_, { body }) => truthAnswer(body)],
  ['GET', /^\/v1\/files$/, ({ files }, call) => filesAnswer(files, call, undefined)],
  ['POST', /^\/v1\/files$/, ({ files }, call) => filesAnswer(files, call, undefined)],
  ['GET', /^\/v1\/files\/([^/]+)$/, ({ files }, call, id) => filesAnswer(files, call, id)],
  ['DELETE', /^\/v1\/files\/([^/]+)$/, ({ files }, call, id) => filesAnswer(files, call, id)],
  ['POST', /^\/v1\/fine_tuning\/jobs$/, createdJob],
  ['GET', /^\/v1\/fine_tuning\/jobs$/, listedJobs],
  ['GET', /^\/v1\/fine_tuning\/jobs\/([^/]+)$/, (shop, _, id) => retrievedJob(shop, id)],
  ['GET', /^\/v1\/fine_tuning\/jobs\/([^/]+)\/events$/, (shop, _, id) => jobEvents(shop, id)],
  ['POST', /^\/v1\/fine_tuning\/jobs\/([^/]+)\/cancel$/, (shop, _, id) => cancelledJob(shop, id)]
];

function answerTo(shop: Shop, call: Call): Answer {
  const fitting = routes.filter(([, path]) => path.test(call.path));
  if (fitting.length === 0) {
    return failed({ status: 404, message: `Unknown request URL: ${call.method} ${call.path}` });
  }
  const found = fitting.find(([method]) => method === call.method);
  if (!found) {
    const allowed = fitting.map(([method]) => method);
    const message = `${call.path} takes ${allowed.join(' and ')}, not ${call.method}.`;
    return failed({ status: 405, message, headers: { allow: allowed.join(', ') } });
  }
  const [, path, route] = found;
  const id = decoded(path.exec(call.path)?.[1] ?? '');
  return id === undefined ? refused(`${call.path} is no path.`) : route(shop, call, id);
}

/** A part of a path as it was meant, or `undefined` when its escapes are broken. */
function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}

function modelList(speakers: Speakers): Answer {
  return { status: 200, json: { object: 'list', data: speakers.names().map(shownModel) } };
}

function modelAnswer(speakers: Speakers, id: string): Answer {
  return speakers.speaker(id) ? { status: 200, json: shownModel(id) } : unknownModel(id);
}

function shownModel(id: string): object {
  return { id, object: 'model', created: 0, owned_by: 'rehearsal' };
}

const TruthBody = z.object({ text: z.string() });

function truthAnswer(body: unknown): Answer {
  const read = TruthBody.safeParse(body);
  if (!read.success) return refusedBody(read.error);
  return { status: 200, json: truthReply(read.data.text) };
}
