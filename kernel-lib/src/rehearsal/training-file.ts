import { z } from 'zod';
import { LabError, messageOf } from '../base/fail';
import type { TextRow } from './train';

const Line = z.object({
  messages: z
    .array(z.object({ role: z.enum(['system', 'user', 'assistant']), content: z.string() }))
    .min(2)
    .refine(messages => messages.at(-1)?.role === 'assistant', 'must end with the assistant')
});

/**
 * The rows of a training file: lines of OpenAI's chat format. What stands before the last message
 * is the prompt; the last one, the assistant's, is the completion.
 *
 * Throws: LabError [rehearsal/training-file] with the number of the first line that is not a row,
 * or when there is none.
 */
export function parseTrainingFile(text: string): TextRow[] {
  const rows = text
    .split('\n')
    .map((line, i) => ({ line, number: i + 1 }))
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, number }) => rowOf(line, number));
  if (rows.length > 0) return rows;
  throw new LabError('rehearsal/training-file', {
    expected: 'at least one row',
    got: 'an empty file',
    todo: 'Upload lines such as {"messages":[{"role":"user",…},{"role":"assistant",…}]}.'
  });
}

function rowOf(line: string, number: number): TextRow {
  try {
    const { messages } = Line.parse(JSON.parse(line));
    const contents = messages.map(({ content }) => content);
    return { prompt: contents.slice(0, -1).join('\n'), completion: contents.at(-1) ?? '' };
  } catch (error) {
    const why = error instanceof z.ZodError ? error.issues[0]?.message : messageOf(error);
    throw new LabError('rehearsal/training-file', {
      expected: `line ${number} to be a row {"messages":[…, {"role":"assistant",…}]} (${why})`,
      got: line,
      todo: 'Correct that line and upload the file again.',
      cause: error
    });
  }
}
