import { LabError } from './fail';

/** The first line of a text that is not blank. */
export interface Opening {
  readonly line: string;
  /** Its 1-based number in the text. */
  readonly number: number;
  /** What follows the line; either this or `whole` can be read, once. */
  readonly rest: () => AsyncIterable<string>;
  readonly whole: () => AsyncIterable<string>;
}

const longestLine = 64 * 1024 * 1024; // characters; a file without line breaks is not read into memory

/** Looks at the first line of a text that is not blank; a byte order mark does not count. */
export async function openingOf(text: AsyncIterable<string>): Promise<Opening> {
  const chunks = text[Symbol.asyncIterator]();
  let head = '';
  for (let isOpen = true; isOpen && head.length < longestLine;) {
    const next = await chunks.next();
    if (next.done) break;
    head += next.value;
    isOpen = !(next.value.includes('\n') && head.trimStart().includes('\n'));
  }
  const [taken, blank, line] = /^((?:[^\S\n]*\n)*)([^\n]*)\n?/.exec(head)!;
  return {
    line: line!.replace(/^\uFEFF/, '').trimEnd(),
    number: lineBreaksIn(blank!) + 1,
    rest: () => joined(head.slice(taken.length), chunks),
    whole: () => joined(head, chunks)
  };
}

/**
 * The lines of a text without their line breaks.
 *
 * Throws: LabError [base/text] when a line is so long that it cannot be one
 */
export async function* linesOf(text: AsyncIterable<string>): AsyncGenerator<string> {
  let open: string[] = [];
  let length = 0;
  for await (const chunk of text) {
    const [first, ...more] = chunk.split('\n');
    open.push(first!);
    length += first!.length;
    if (length > longestLine) throw tooLong();
    for (const line of more) {
      yield open.join('');
      open = [line];
      length = line.length;
    }
  }
  yield open.join('');
}

function tooLong(): LabError {
  return new LabError('base/text', {
    expected: `lines of at most ${longestLine} characters`,
    got: 'a longer one',
    todo: 'Check whether this is a text file at all.'
  });
}

/**
 * The same text with memory of its own: a piece cut out of a longer text keeps all of it in memory.
 */
export function ownText(text: string): string {
  return ` ${text}`.slice(1);
}

/** The same text in chunks that end between characters, never inside a surrogate pair. */
export async function* inWholeCharacters(text: AsyncIterable<string>): AsyncGenerator<string> {
  let kept = '';
  for await (const chunk of text) {
    const ready = kept + chunk;
    kept = /[\uD800-\uDBFF]$/.exec(ready)?.[0] ?? '';
    yield ready.slice(0, ready.length - kept.length);
  }
  yield kept;
}

/**
 * Why a text is not well-formed Unicode; `undefined` where it is. The readers of files mark a byte
 * that is not UTF-8 as the lone surrogate U+DC00 + byte.
 */
export function brokenTextReason(text: string): string | undefined {
  const [lone] = /\p{Cs}/u.exec(text) ?? [];
  if (lone === undefined) return undefined;
  const byte = lone.charCodeAt(0) - 0xdc00;
  if (byte < 0x80 || byte > 0xff) return 'it has half a character (a lone surrogate)';
  return `it has the byte 0x${byte.toString(16).toUpperCase()}, which is not UTF-8; save the file as UTF-8`;
}

/** How many lines a text ends. */
export function lineBreaksIn(text: string): number {
  let breaks = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '\n' || (text[i] === '\r' && text[i + 1] !== '\n')) breaks++;
  }
  return breaks;
}

async function* joined(head: string, chunks: AsyncIterator<string>): AsyncGenerator<string> {
  yield head;
  for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
}
