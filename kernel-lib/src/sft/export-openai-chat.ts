import { chatLine, type Row } from './schema';

/** The rows as a training file in OpenAI's chat format: one line of JSON each, line break included. */
export function* toOpenAiChat(rows: Iterable<Row>): Generator<string> {
  for (const row of rows) yield `${chatLine(row)}\n`;
}
