import { printable } from '../base/escape';

const everyMs = 100; // a line that changes faster cannot be read
const plainEveryMs = 5000;

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
    void stream.write(`${live ? '\r\u001b[2K' : ''}${printable(text)}\n`);
  return {
    show: (text, last) => {
      const now = performance.now();
      if (!last && now - shownAt < (live ? everyMs : plainEveryMs)) return;
      shownAt = now;
      if (last || !live) line(text);
      else stream.write(`\r\u001b[2K${printable(text).slice(0, width())}`);
    },
    say: line
  };
}
