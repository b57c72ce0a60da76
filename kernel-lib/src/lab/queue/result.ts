import type { ChatModel } from '../../base/chat';
import { LabError, messageOf, shown } from '../../base/fail';
import type { Returned } from '../../edge/queue/feed';
import type { Episode } from '../../episode/schema';
import type { EpisodeItem } from '../play';
import { JobResult } from './job';
import { itemOf, KnownReplies } from '../reply-lines';
import type { Missing } from '../stage';

/**
 * What a worker left of an episode, once it is known to be about this episode and its models.
 *
 * Throws: LabError [lab/queue/result] when it is anything else
 */
export function resultOf(item: EpisodeItem, returned: Returned): JobResult {
  if ('reason' in returned) throw refused(item, returned.reason);
  const result = parsed(item, returned.text);
  const models = item.job.players.map(({ model }) => model);
  const stray = [...result.replies, ...result.calls].find(
    ({ purpose }) => itemOf(purpose) !== item.id
  );
  if (stray) throw refused(item, `something for ${shown(stray.purpose)}`);
  const other = result.calls.find(({ model }) => !models.includes(model));
  if (other) throw refused(item, `a call to ${shown(other.model)}`);
  return result;
}

/**
 * Plays an episode from the replies that came back: whatever a worker says, an episode is what
 * this machine makes of it, and each reply belongs to the prompt that it was given to.
 *
 * Throws: LabError [lab/queue/result] when a reply is missing for which the result has no reason
 */
export async function replayed(
  item: EpisodeItem,
  { replies, failure }: JobResult,
  signal: AbortSignal
): Promise<Episode | Missing> {
  const lacking: string[] = [];
  const known = new KnownReplies(replies, () => undefined);
  const standIn = ({ name }: ChatModel): ChatModel => ({
    name,
    ask: ({ purpose }) => {
      lacking.push(purpose);
      return Promise.reject(new Error(failure ?? 'no reply came back'));
    }
  });
  const made = await item.make(signal, model => known.through(standIn(model)));
  if (lacking.length > 0 && failure === undefined) {
    throw refused(item, `no reply to the prompt of ${lacking[0]}`);
  }
  return made;
}

function parsed(item: EpisodeItem, text: string): JobResult {
  try {
    return JobResult.parse(JSON.parse(text));
  } catch (error) {
    throw refused(item, messageOf(error));
  }
}

function refused({ id }: EpisodeItem, got: string): LabError {
  return new LabError('lab/queue/result', {
    expected: `a worker's result for ${id}`,
    got,
    todo: 'It was refused; start again to have it played anew. Workers must have the same release.'
  });
}
