import { cellHere } from '../edge/notebook/show';
import { calls } from '../edge/notebook/terms';
import type { Run } from './run';

/** What a stage waits for, and the verb of the command line that makes it. */
interface Input {
  readonly missing: string;
  readonly verb: keyof typeof calls;
  /** What a notebook calls instead, where it is not the call of the verb. */
  readonly call?: string;
}

const inputs: Readonly<Record<string, Input>> = {
  'play episodes': { missing: 'no tasks yet', verb: 'tasks' },
  'rate episodes': { missing: 'no episodes yet', verb: 'play' },
  select: { missing: 'no set of rated episodes yet', verb: 'rate' },
  'train models': { missing: 'no training rows yet', verb: 'select' },
  evaluate: { missing: 'no tried models yet', verb: 'run', call: 'await pi.trainLine(run)' },
  'draw figures': { missing: 'no scores yet', verb: 'evaluate' }
};

/** What a stage without input says: what is missing, and what to run in the place where it is read. */
export function emptyText(
  stage: string,
  isNotebook = cellHere() !== undefined
): string | undefined {
  const input = inputs[stage];
  if (!input) return undefined;
  const { missing, verb, call = calls[verb] } = input;
  const step = isNotebook ? call : `npx sotopia-pi ${verb} with the same --run`;
  return `${stage}: nothing to do: ${missing}; run ${step}`;
}

/** Says of a stage without progress that it had nothing to do. */
export function sayEmpty(run: Run, stage: string, total: number): void {
  const text = total === 0 ? emptyText(stage) : undefined;
  if (text !== undefined) run.options.onNotice(text);
}
