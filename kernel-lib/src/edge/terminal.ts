import { cutAt, oneLine, printable, printableJson } from '../base/escape';

const everyMs = 100; // a line that changes faster cannot be read
const plainEveryMs = 5000;
const longestLine = 5000; // characters; the longest path of a file system has 4096

type Stream = Pick<NodeJS.WriteStream, 'write'>;

/**
 * Prints results on standard output, whatever texts of others are in them: nothing but the
 * functions of this file writes to a terminal.
 */
export function print(text: string, stream: Stream = process.stdout): void {
  stream.write(shownLines(text));
}

/** Prints a text of several lines on standard error. */
export function warn(text: string): void {
  print(text, process.stderr);
}

/** Prints one line of JSON, which is never cut. */
export function printJson(value: unknown, stream: Stream = process.stdout): void {
  stream.write(`${printableJson(value)}\n`);
}

/** Prints what went wrong as one line on standard error. */
export function printError(text: string, stream: Stream = process.stderr): void {
  stream.write(`${oneLine(text.trimEnd(), longestLine)}\n`);
}

/** Shows lines that replace each other on a terminal; elsewhere now and then a plain line. */
export interface StatusLine {
  /** Shows how it stands; `last` ends the line. */
  readonly show: (text: string, last: boolean) => void;
  /** Prints a sentence above. */
  readonly say: (text: string) => void;
}

/** A status line on standard error, so that standard output holds results only. */
export function statusLine(stream: NodeJS.WriteStream = process.stderr): StatusLine {
  const live = stream.isTTY === true;
  let shownAt = live ? 0 : performance.now();
  const width = () => (stream.columns > 1 ? stream.columns - 1 : 79); // some terminals do not tell
  const line = (text: string) =>
    void stream.write(`${live ? '\r\u001b[2K' : ''}${oneLine(text, longestLine)}\n`);
  return {
    show: (text, last) => {
      const now = performance.now();
      if (!last && now - shownAt < (live ? everyMs : plainEveryMs)) return;
      shownAt = now;
      if (last || !live) line(text);
      else
        stream.write(`\r\u001b[2K${oneLine(text.slice(0, width()), Infinity).slice(0, width())}`);
    },
    say: line
  };
}

function shownLines(text: string): string {
  const lines = printable(text).split('\n');
  return lines.map(line => cutAt(line, longestLine)).join('\n');
}
