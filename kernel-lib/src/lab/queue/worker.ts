import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { messageOf } from '../../base/fail';
import type { CallRecord } from '../../edge/chat/call-record';
import type { Recording } from '../../edge/chat/recorded';
import type { Profile } from '../../edge/profile';
import type { QueueServer } from '../../edge/queue/queue';
import type { Work } from '../../edge/queue/work';
import { modelsOf } from '../models';
import { itemOf } from '../reply-lines';
import { OpenRun, RunId } from './job';
import { playedJob, type JobDesk } from './worker-episode';
import { within } from './within';
import { profileFor, type ProfileChoice } from './worker-profile';

/** How a worker works. */
export interface WorkerOptions extends ProfileChoice {
  /** Episodes of one run under way at once. */
  readonly concurrency: number;
  readonly recording: Recording;
  readonly signal: AbortSignal;
  readonly say: (sentence: string) => void;
}

const lookEveryMs = 1000; // whether a run was opened or closed
const graceMs = 5000; // for a queue that does not answer when all is over

/**
 * Plays episodes of every open run that this machine's profiles are made for, until the signal is
 * aborted; then it gives back what it has under way, and returns.
 */
export async function workAtQueue(server: QueueServer, options: WorkerOptions): Promise<void> {
  const { signal, say } = options;
  const places = new Map<string, { readonly text: string; readonly work: Work | undefined }>();
  const leave = async (run: string) => {
    const work = places.get(run)?.work;
    places.delete(run);
    await work?.close();
  };
  while (!signal.aborted) {
    const announced = await until(signal, server.announced());
    if (announced === undefined) break;
    for (const [run, { text }] of places) if (announced[run] !== text) void leave(run);
    for (const [run, text] of Object.entries(announced)) {
      if (!places.has(run)) places.set(run, { text, work: joined(server, run, text, options) });
    }
    await until(signal, new Promise(resolve => setTimeout(resolve, lookEveryMs)));
  }
  say('Giving back what is under way.');
  await within(graceMs, Promise.all([...places.keys()].map(leave)));
}

/** Begins to work on a run, or says why not. */
function joined(
  server: QueueServer,
  run: string,
  text: string,
  options: WorkerOptions
): Work | undefined {
  const { say, signal } = options;
  try {
    const name = RunId.parse(run);
    const open = OpenRun.parse(JSON.parse(text));
    const profile = profileFor(open, options);
    const desk = deskFor(open, profile, options);
    const most = Math.min(options.concurrency, profile.concurrency ?? Infinity);
    say(`${name}: working, with profile ${profile.name}.`);
    return server.work(name, most, async (id, job, lost) => {
      const either = AbortSignal.any([signal, lost]);
      try {
        const result = await playedJob(id, job, { ...desk, notes: server.notes(name, id) }, either);
        say(`${id}: ${result.failure ?? `${result.calls.length} calls`}`);
        return result;
      } catch (error) {
        if (either.aborted) return undefined;
        throw error;
      }
    });
  } catch (error) {
    say(`${run}: left to others: ${messageOf(error)}`);
    return undefined;
  }
}

/** The models of a run, each of whose calls is told to the episode that it is for. */
function deskFor(
  run: OpenRun,
  profile: Profile,
  { recording, say, now }: WorkerOptions
): Omit<JobDesk, 'notes'> {
  const listeners: JobDesk['listeners'] = new Map();
  const ledger = {
    record: (call: CallRecord) => listeners.get(itemOf(call.purpose))?.(call),
    allow: () => undefined,
    halt: (error: unknown) => say(messageOf(error))
  };
  const nowhere = join(tmpdir(), 'sotopia-pi-worker'); // the embedded models' weights: there are none
  const models = modelsOf(profile, nowhere, () => [], ledger, { recording, now, onNotice: say });
  return { run, models, listeners };
}

/** What is waited for, or nothing once the signal is aborted. */
async function until<T>(signal: AbortSignal, work: Promise<T>): Promise<T | undefined> {
  const stop = new AbortController();
  const stopped = new Promise<undefined>(resolve => {
    if (signal.aborted) return resolve(undefined);
    signal.addEventListener('abort', () => resolve(undefined), { signal: stop.signal });
  });
  try {
    return await Promise.race([work, stopped]);
  } finally {
    stop.abort();
  }
}
