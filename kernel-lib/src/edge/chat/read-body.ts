import type { Readable } from 'node:stream';

/** Thrown when a body is larger than its limit. */
export class BodyTooLarge extends Error {}

/**
 * Reads a body as UTF-8 text, without a byte order mark. It is destroyed once it is over the limit.
 *
 * Throws: BodyTooLarge, or what the connection broke on
 */
export function readBody(body: Readable, limitBytes: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    body.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= limitBytes) return void chunks.push(chunk);
      chunks.length = 0;
      reject(new BodyTooLarge(`more than ${limitBytes} bytes`));
      body.destroy();
    });
    body.once('end', () => resolve(textOf(chunks)));
    body.once('error', reject);
    body.once('close', () => reject(new Error('the answer broke off'))); // nothing, once it has ended
  });
}

function textOf(chunks: readonly Buffer[]): string {
  const whole = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
  const isMarked = whole[0] === 0xef && whole[1] === 0xbb && whole[2] === 0xbf;
  return whole.toString('utf8', isMarked ? 3 : 0);
}
