import { messageOf } from '../base/fail';
import { brokenTextReason, linesOf, openingOf } from '../base/text';
import { fieldsOf } from './fields';
import { withoutNotNumbers } from './not-a-number';

/** A JSON value with the 1-based line it stands in, or why there is none; items of a list share one. */
export type JsonRecord =
  | {
      readonly line: number;
      readonly value: unknown;
      readonly item?: number;
      readonly note?: string;
    }
  | { readonly line: number; readonly reason: string };

type JsonValue = Extract<JsonRecord, { readonly value: unknown }>;

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
  if ('value' in one) yield* itemsOf(one);
  else if (hasRecordLine(all)) yield* eachLine(pieces(all));
  else yield one;
}

function* itemsOf(whole: JsonValue): Generator<JsonRecord> {
  const list = listIn(whole.value);
  if (!list) yield whole;
  else for (const [i, value] of list.entries()) yield { ...whole, value, item: i + 1 };
}

/** The items of a list, or the rows of an answer of Hugging Face's server of data sets. */
function listIn(value: unknown): unknown[] | undefined {
  if (Array.isArray(value)) return value as unknown[];
  const { features, rows } = fieldsOf(value) ?? {};
  if (!Array.isArray(features) || !Array.isArray(rows)) return undefined;
  return rows.map(row => fieldsOf(row)?.row ?? (row as unknown));
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
  const broken = brokenTextReason(text);
  if (broken !== undefined) return { line, reason: broken };
  const json = text.replace(/^\uFEFF/, '');
  try {
    const value = JSON.parse(json) as unknown;
    const half = /\\u[dD][89a-fA-F]/.test(json) && brokenTextReason(allTexts(value));
    return half ? { line, reason: half } : { line, value };
  } catch (error) {
    const { text: repaired, n } = withoutNotNumbers(json);
    if (n > 0) return withNote(parsed(repaired, line), n);
    return { line, reason: `it is not JSON (${messageOf(error).slice(0, 100)})` };
  }
}

function withNote(record: JsonRecord, n: number): JsonRecord {
  if ('reason' in record) return record;
  return { ...record, note: `${n} NaN or Infinity, which is not a number, is read as no value` };
}

function allTexts(value: unknown): string {
  const texts: string[] = [];
  JSON.stringify(value, (key, one: unknown) => {
    texts.push(key, typeof one === 'string' ? one : '');
    return one;
  });
  return texts.join(' '); // a space, so that two halves do not become one character
}
