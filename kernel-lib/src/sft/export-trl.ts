import { jsonLine } from '../base/json';
import type { Row } from './schema';

/**
 * The rows in TRL's conversational prompt-completion format, one line of JSON each: its trainer
 * learns the completion and not the prompt.
 *
 * Source: TRL, documentation, "Dataset formats and types", prompt-completion.
 */
export function* toTrl(rows: Iterable<Row>): Generator<string, void> {
  for (const { prompt, completion } of rows) {
    const line = {
      prompt: [{ role: 'user', content: prompt }],
      completion: [{ role: 'assistant', content: completion }]
    };
    yield `${jsonLine(line)}\n`;
  }
}
