import { readFileSync } from 'node:fs';
import { digest } from '../base/id';
import { UsageError, messageOf } from '../base/fail';
import { replacedTemplate, type Template } from '../base/template';
import { inputPath } from '../edge/root';
import { agentTemplate } from '../episode/prompt';
import { judgeTemplate } from '../rating/prompt';
import { writerTemplate } from '../task/prompt';

/** The three prompts of a run, our wording or a user's, with a hash of each. */
export interface Prompts {
  readonly agent: typeof agentTemplate;
  readonly judge: typeof judgeTemplate;
  readonly writer: typeof writerTemplate;
  readonly digests: Readonly<Record<'agent' | 'judge' | 'writer', string>>;
  /** Which of them are a user's own. */
  readonly own: readonly string[];
}

/**
 * The prompts, with the wording of the files given.
 *
 * Throws: UsageError when a file cannot be read or lacks a slot.
 */
export function readPrompts(files: {
  readonly agent?: string | undefined;
  readonly judge?: string | undefined;
  readonly writer?: string | undefined;
}): Prompts {
  const agent = template('agent', agentTemplate, files.agent);
  const judge = template('judge', judgeTemplate, files.judge);
  const writer = template('writer', writerTemplate, files.writer);
  const digests = {
    agent: digest(agent.text),
    judge: digest(judge.text),
    writer: digest(writer.text)
  };
  const own = (['agent', 'judge', 'writer'] as const).filter(name => files[name] !== undefined);
  return { agent, judge, writer, digests, own };
}

function template<Slot extends string>(
  name: string,
  original: Template<Slot>,
  file: string | undefined
): Template<Slot> {
  return file === undefined ? original : replacedTemplate(name, original, textIn(name, file));
}

function textIn(name: string, file: string): string {
  try {
    return readFileSync(inputPath(file), 'utf8');
  } catch (error) {
    throw new UsageError('lab/prompts', {
      expected: `a readable file for the ${name} prompt at ${file}`,
      got: messageOf(error),
      todo: 'Check the path.',
      cause: error
    });
  }
}
