import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';
import { printable } from '../base/escape';

/**
 * Asks the person at the terminal a question that is answered by yes or no, no by default. Empty
 * where nobody can answer: standard input or standard error is not a terminal.
 */
export function terminalQuestion(signal?: AbortSignal): {
  readonly confirm?: (question: string) => Promise<boolean>;
} {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return {};
  return {
    confirm: async question => {
      // without `terminal`, Ctrl+C reaches the process as a signal
      const lines = createInterface({
        input: process.stdin,
        output: process.stderr,
        terminal: false
      });
      try {
        const closed = once(lines, 'close').then(() => ''); // the end of the input is no consent
        const asked = lines.question(`${printable(question)} [y/N] `, signal ? { signal } : {});
        const answer = await Promise.race([asked, closed]);
        return /^y(es)?$/i.test(answer.trim());
      } finally {
        lines.close();
      }
    }
  };
}
