import { isUtf8 } from 'node:buffer';
import { UsageError } from '../base/fail';

const looked = 64 * 1024; // bytes at the start that decide on line breaks

/**
 * The text of a file's bytes: UTF-8, or UTF-16 where its byte order mark says so; without the mark.
 * A byte that is not UTF-8 becomes the lone surrogate U+DC00 + byte, so that a reader can refuse its
 * row and name the byte. Line breaks of the single character CR become LF.
 *
 * Throws: UsageError [edge/decode] for UTF-32, for UTF-16 without a mark, and for what is not text
 * Source: PEP 383 (surrogateescape).
 */
export async function* decoded(
  bytes: AsyncIterable<Uint8Array>,
  path: string
): AsyncGenerator<string> {
  const chunks = bytes[Symbol.asyncIterator]();
  const head = await headOf(chunks);
  refuseOtherFiles(head, path);
  const decoder = decoderFor(head);
  let isFirst = true;
  let isCrOnly = false;
  for await (const chunk of joined(head, chunks)) {
    const text = decoder.write(isFirst ? chunk.subarray(decoder.mark) : chunk);
    if (isFirst) isCrOnly = text.includes('\r') && !text.includes('\n');
    isFirst = false;
    yield isCrOnly ? text.replaceAll('\r', '\n') : text;
  }
  yield decoder.end();
}

/** The first bytes of a file in one piece. */
async function headOf(chunks: AsyncIterator<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  while (length < looked) {
    const next = await chunks.next();
    if (next.done) break;
    parts.push(next.value);
    length += next.value.length;
  }
  return Buffer.concat(parts);
}

async function* joined(head: Buffer, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Buffer> {
  yield head;
  try {
    for (let next = await rest.next(); !next.done; next = await rest.next())
      yield Buffer.from(next.value.buffer, next.value.byteOffset, next.value.length);
  } finally {
    await rest.return?.();
  }
}

/** Decodes chunk after chunk; `mark` is how many bytes the byte order mark takes. */
interface Decoder {
  readonly mark: number;
  write(bytes: Buffer): string;
  end(): string;
}

function decoderFor(head: Buffer): Decoder {
  if (head[0] === 0xff && head[1] === 0xfe) return utf16(false);
  if (head[0] === 0xfe && head[1] === 0xff) return utf16(true);
  const hasMark = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf;
  return utf8(hasMark ? 3 : 0);
}

function utf8(mark: number): Decoder {
  let kept: Buffer = Buffer.alloc(0);
  return {
    mark,
    write: bytes => {
      const all = kept.length > 0 ? Buffer.concat([kept, bytes]) : bytes;
      const whole = all.length - unfinished(all);
      kept = Buffer.from(all.subarray(whole));
      return textOfUtf8(all.subarray(0, whole));
    },
    end: () => textOfUtf8(kept)
  };
}

/** How many bytes at the end begin a character that the next chunk may end. */
function unfinished(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) return 0;
    if (byte < 0xc0) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return back < length ? back : 0;
  }
  return 0;
}

/** Line by line where a byte is wrong, so that only lines with such bytes are read byte by byte. */
function textOfUtf8(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  const lines: string[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf(10, at);
    const line = bytes.subarray(at, end < 0 ? bytes.length : end + 1);
    lines.push(isUtf8(line) ? line.toString('utf8') : textOfBrokenLine(line));
    at += line.length;
  }
  return lines.join('');
}

function textOfBrokenLine(bytes: Buffer): string {
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const length = [1, 2, 3, 4].find(n => isUtf8(bytes.subarray(at, at + n)));
    const isCharacter = length !== undefined && at + length <= bytes.length;
    text += isCharacter
      ? bytes.toString('utf8', at, at + length)
      : String.fromCharCode(0xdc00 + bytes[at]!);
    at += isCharacter ? length : 1;
  }
  return text;
}

function utf16(isBigEndian: boolean): Decoder {
  let kept: Buffer = Buffer.alloc(0);
  return {
    mark: 2,
    write: bytes => {
      const all = Buffer.concat([kept, bytes]);
      const whole = all.length - (all.length % 2);
      kept = Buffer.from(all.subarray(whole));
      const pairs = all.subarray(0, whole);
      return (isBigEndian ? pairs.swap16() : pairs).toString('utf16le');
    },
    end: () => (kept.length === 0 ? '' : String.fromCharCode(0xdc00 + kept[0]!))
  };
}

const magic: readonly (readonly [name: string, start: readonly number[]])[] = [
  ['UTF-32', [0xff, 0xfe, 0, 0]],
  ['UTF-32', [0, 0, 0xfe, 0xff]],
  ['a zip archive or a workbook (.xlsx, .ods)', [0x50, 0x4b, 3, 4]],
  ['an old workbook (.xls)', [0xd0, 0xcf, 0x11, 0xe0]],
  ['a gzip archive', [0x1f, 0x8b]],
  ['a Parquet file', [0x50, 0x41, 0x52, 0x31]],
  ['a PDF document', [0x25, 0x50, 0x44, 0x46]]
];

function refuseOtherFiles(head: Buffer, path: string): void {
  const [kind] = magic.find(([, start]) => start.every((byte, i) => head[i] === byte)) ?? [];
  if (kind !== undefined) throw notText(path, kind);
  const hasMark = head[0] === 0xff || head[0] === 0xfe;
  if (!hasMark && head.includes(0)) {
    throw notText(path, 'NUL bytes (UTF-16 without a byte order mark, or not a text)');
  }
}

function notText(path: string, got: string): UsageError {
  return new UsageError('edge/decode', {
    expected: `text in UTF-8, or in UTF-16 with a byte order mark, in ${path}`,
    got,
    todo: 'Save it as text in UTF-8 (a spreadsheet: "CSV UTF-8") and import that file.'
  });
}
