import { UsageError } from '../base/fail';
import { pruneCalls, recordedModels, type RecordedModel } from '../edge/chat/call-list';
import { callFolder } from '../edge/chat/call-store';
import { print, printJson } from '../edge/terminal';
import { shortPath } from './report';

export interface CacheFlags {
  readonly prune?: true;
  readonly all?: true;
  readonly model?: string;
  readonly olderThan?: number;
  readonly json?: true;
}

const dayMs = 86_400_000;

/**
 * Lists the recorded calls by model, or removes those that are named.
 *
 * Throws: UsageError [lab/cache-command] when it is not said which to remove.
 */
export function cacheCommand(flags: CacheFlags): void {
  const pruned = flags.prune ? prune(flags) : undefined;
  const models = recordedModels();
  const folder = callFolder();
  if (flags.json) {
    const line = { verb: 'cache', folder, ...(pruned && { pruned }), models };
    return printJson(line);
  }
  const gone = pruned ? [`Removed ${pruned.calls} calls, ${sizeOf(pruned.bytes)}.`] : [];
  const held = models.length === 0 ? ['No recorded calls.'] : models.map(lineOf);
  print([...gone, ...held, `In ${shortPath(folder)}`, ''].join('\n'));
}

function prune({ all, model, olderThan }: CacheFlags) {
  if (!all && model === undefined && olderThan === undefined) {
    throw new UsageError('lab/cache-command', {
      expected: 'which recorded calls to remove',
      got: 'none of --all, --model and --older-than',
      todo: 'Add one of them to --prune.'
    });
  }
  const before = olderThan === undefined ? undefined : new Date(Date.now() - olderThan * dayMs);
  return pruneCalls({ ...(model !== undefined && { model }), ...(before && { before }) });
}

function lineOf({ provider, model, calls, bytes, oldest, newest }: RecordedModel): string {
  const days = [oldest, newest].map(time => time.slice(0, 10));
  return `${model} at ${provider}: ${calls} calls, ${sizeOf(bytes)}, ${[...new Set(days)].join(' to ')}`;
}

function sizeOf(bytes: number): string {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
