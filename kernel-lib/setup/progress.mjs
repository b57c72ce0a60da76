import { printable } from './print.mjs';

const spanMs = 100;

/**
 * The set-up's progress, on standard error so that it never mixes with results: one live line on a
 * terminal, one line per finished step elsewhere. Nothing is written before the first step begins.
 */
export function setupProgress(stream = process.stderr) {
  const running = new Map();
  let timer;

  const paint = () => {
    const parts = [...running].map(([name, from]) => `${name} ${seconds(from)} s`);
    stream.write(`\r\x1b[K${parts.length > 0 ? `Setting up (once): ${parts.join(' · ')}` : ''}`);
  };
  const begin = name => {
    running.set(name, performance.now());
    if (stream.isTTY) timer ??= setInterval(paint, spanMs);
  };
  const end = (name, outcome) => {
    const from = running.get(name);
    running.delete(name);
    if (stream.isTTY) stream.write('\r\x1b[K');
    if (outcome === 'done') stream.write(`Set up: ${name} (${seconds(from)} s)\n`);
    if (running.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };

  return {
    /** Says one thing at once. */
    say: text => stream.write(`${stream.isTTY ? '\r\x1b[K' : ''}${printable(text)}\n`),
    /** Shows a step while its work lasts. */
    during: async (name, work) => {
      begin(name);
      try {
        const result = await work();
        end(name, 'done');
        return result;
      } catch (error) {
        end(name, 'failed');
        throw error;
      }
    }
  };
}

const seconds = from => ((performance.now() - from) / 1000).toFixed(1);
