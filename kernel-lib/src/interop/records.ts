import { messageOf } from '../base/fail';
import { linesOf, openingOf } from '../base/text';

/** A JSON value with the 1-based line it stands in, or why there is none; items of a list share one. */
export type JsonRecord =
  | { readonly line: number; readonly value: unknown; readonly item?: number }
  | { readonly line: number; readonly reason: string };

const longestWhole = 256 * 1024 * 1024; // characters; a file in one piece has to fit into memory
const tooLong = `it is longer than ${longestWhole} characters in one piece; write one record a line`;

/**
 * The JSON values of a text: one in each line, or one for the whole text; of a list in one piece,
 * its items. A line that is no JSON is named with the reason, and the next one is read.
 */
export async function* jsonRecords(text: AsyncIterable<string>): AsyncGenerator<JsonRecord> {
  const { line, number, whole } = await openingOf(text);
  if (isRecord(line)) yield* eachLine(whole());
  else yield* wholeOrLines(whole(), number);
}

/** Whether a line is a record of its own, and not the beginning of one, or a list. */
function isRecord(line: string): boolean {
  return line.startsWith('{') && line.endsWith('}') && 'value' in parsed(line, 1);
}

async function* eachLine(text: AsyncIterable<string>): AsyncGenerator<JsonRecord> {
  let number = 0;
  for await (const line of linesOf(text)) {
    number++;
    if (line.trim() !== '') yield parsed(line, number);
  }
}

/** A first line that is no JSON: one value over many lines, or lines of which the first is broken. */
async function* wholeOrLines(
  text: AsyncIterable<string>,
  line: number
): AsyncGenerator<JsonRecord> {
  const parts: string[] = [];
  let length = 0;
  for await (const chunk of text) {
    parts.push(chunk);
    length += chunk.length;
    if (length > longestWhole) {
      yield { line, reason: tooLong };
      return;
    }
  }
  const all = parts.join('');
  const one = parsed(all, line);
  if ('value' in one) yield* itemsOf(one.value, line);
  else if (hasRecordLine(all)) yield* eachLine(pieces(all));
  else yield one;
}

function* itemsOf(value: unknown, line: number): Generator<JsonRecord> {
  if (!Array.isArray(value)) yield { line, value };
  else for (const [i, one] of value.entries()) yield { line, value: one as unknown, item: i + 1 };
}

/** Whether a later line looks like a record of its own. */
function hasRecordLine(text: string): boolean {
  const [, ...lines] = text.split('\n');
  return lines.some(line => line.startsWith('{') && line.trimEnd().endsWith('}'));
}

async function* pieces(text: string): AsyncGenerator<string> {
  yield text;
}

function parsed(text: string, line: number): JsonRecord {
  try {
    return { line, value: JSON.parse(text.replace(/^\uFEFF/, '')) as unknown };
  } catch (error) {
    return { line, reason: `it is not JSON (${messageOf(error).slice(0, 100)})` };
  }
}
