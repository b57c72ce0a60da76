import type { ChatModel } from '../../base/chat';
import { messageOf } from '../../base/fail';
import type { CallRecord } from '../../edge/chat/call-record';
import type { Notes } from '../../edge/queue/notes';
import { playEpisode } from '../../episode/play';
import type { Models } from '../models';
import {
  callIn,
  EpisodeId,
  EpisodeJob,
  planOf,
  playOptionsOf,
  type JobResult,
  type OpenRun
} from './job';
import { keptIn, KnownReplies, replyLineIn, type ReplyLine } from '../reply-lines';

/** What the play of a job needs of its surroundings. */
export interface JobDesk {
  readonly run: OpenRun;
  readonly models: Pick<Models, 'beside'>;
  /** What was written down of the episode by whoever had it before. */
  readonly notes: Notes;
  /** Who is told of an episode's calls, by its id. */
  readonly listeners: Map<string, (call: CallRecord) => void>;
}

/**
 * Plays an episode from where it was left, writing down every reply before the next question.
 *
 * Throws: the signal's reason when it is aborted; LabError when the job is none of the run's
 */
export async function playedJob(
  jobId: string,
  data: unknown,
  { run, models, notes, listeners }: JobDesk,
  signal: AbortSignal
): Promise<JobResult> {
  const id = EpisodeId.parse(jobId);
  const job = EpisodeJob.parse(data);
  const plan = planOf(id, job, run);
  const note = (call: CallRecord) => notes.add('calls', JSON.stringify(call));
  listeners.set(id, call => void note(call).catch(() => undefined));
  const lines = await linesIn(notes);
  const known = new KnownReplies(
    keptIn(lines, each => each === id),
    line => {
      lines.push(line);
      return notes.add('replies', JSON.stringify(line));
    }
  );
  const failures: string[] = [];
  const agents = job.players.map(({ role, model }) =>
    known.through(heard(models.beside(role, model), failures))
  );
  const outcome = await playEpisode(plan, [agents[0]!, agents[1]!], playOptionsOf(run), signal);
  const replies = keptIn(lines, each => each === id);
  if (outcome.kind === 'unfinished') {
    signal.throwIfAborted();
    await known.forgetLast(id);
  }
  const calls = (await notes.read('calls')).map(callIn).filter(call => call !== undefined);
  listeners.delete(id);
  const [failure] = failures;
  return { version: 1, replies, calls, ...(failure !== undefined && { failure }) };
}

async function linesIn(notes: Notes): Promise<ReplyLine[]> {
  return (await notes.read('replies')).map(replyLineIn).filter(line => line !== undefined);
}

/** A model whose failures are heard of. */
function heard(model: ChatModel, failures: string[]): ChatModel {
  return {
    ...model,
    ask: async (request, signal) => {
      try {
        return await model.ask(request, signal);
      } catch (error) {
        failures.push(messageOf(error).slice(0, 10_000));
        throw error;
      }
    }
  };
}
