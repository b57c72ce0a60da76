import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { UsageError, messageOf } from '../../base/fail';

/** What the head of a GGUF file says of its model. */
export interface Weights {
  /** How many numbers all tensors hold together. */
  readonly parameters: number;
  /** A hash of the head, the size and both ends of the weights: quick also for many gigabytes. */
  readonly digest: string;
}

/**
 * Reads the head of a GGUF file, not its weights.
 *
 * Throws: UsageError [edge/local/gguf] when there is no such file, or it is no GGUF file
 * Source: the GGUF specification of ggml, versions 2 and 3.
 */
export function weightsIn(path: string): Weights {
  try {
    const file = openSync(path, 'r');
    try {
      const head = new Head(file);
      const parameters = parametersIn(head);
      return { parameters, digest: digestOf(file, head.place) };
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw new UsageError('edge/local/gguf', {
      expected: `a model as a GGUF file at ${path}`,
      got: messageOf(error),
      todo: 'Name one that ends in .gguf and is there in full.',
      cause: error
    });
  }
}

const magic = 'GGUF';
const versions = [2, 3];
const text = 8; // the number of the type "string"
const list = 9;
// Bytes of a value, by the number of its type: the unsigned and signed ones, float, bool, doubles.
const sizes: Readonly<Record<number, number>> = {
  ...{ 0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1 },
  ...{ 10: 8, 11: 8, 12: 8 }
};

function parametersIn(head: Head): number {
  if (head.bytes(4).toString('latin1') !== magic) throw new Error('a file of another kind');
  const version = head.int();
  if (!versions.includes(version)) throw new Error(`GGUF version ${version}`);
  const tensors = head.long();
  const facts = head.long();
  for (let i = 0; i < facts; i++) {
    head.skip(head.long());
    skipValue(head, head.int());
  }
  let parameters = 0;
  for (let i = 0; i < tensors; i++) {
    head.skip(head.long());
    const dimensions = Array.from({ length: head.int() }, () => head.long());
    parameters += dimensions.reduce((product, n) => product * n, 1);
    head.skip(12); // its type and its place
  }
  return parameters;
}

function skipValue(head: Head, type: number): void {
  if (type === text) return head.skip(head.long());
  if (type === list) {
    const of = head.int();
    const n = head.long();
    const size = sizes[of];
    if (size !== undefined) return head.skip(n * size);
    for (let i = 0; i < n; i++) skipValue(head, of);
    return;
  }
  const size = sizes[type];
  if (size === undefined) throw new Error(`a value of the unknown type ${type}`);
  head.skip(size);
}

const window = 1 << 20;

/** Reads a file from its beginning, little-endian, a mebibyte at a time. */
class Head {
  place = 0;
  private from = 0;
  private held = Buffer.alloc(0);

  constructor(private readonly file: number) {}

  bytes(n: number): Buffer {
    if (this.place < this.from || this.place + n > this.from + this.held.length) {
      const next = Buffer.alloc(Math.max(n, window));
      const read = readSync(this.file, next, 0, next.length, this.place);
      if (read < n) throw new Error('a file that ends too early');
      this.held = next.subarray(0, read);
      this.from = this.place;
    }
    const at = this.place - this.from;
    this.place += n;
    return this.held.subarray(at, at + n);
  }

  skip(n: number): void {
    this.place += n;
  }

  int(): number {
    return this.bytes(4).readUInt32LE();
  }

  long(): number {
    return Number(this.bytes(8).readBigUInt64LE());
  }
}

function digestOf(file: number, head: number): string {
  const { size } = fstatSync(file);
  if (size <= head) throw new Error('a head without weights');
  const hash = createHash('sha256').update(String(size));
  for (const from of [0, head, Math.max(head, size - window)]) {
    const part = Buffer.alloc(Math.min(window, size - from));
    hash.update(part.subarray(0, readSync(file, part, 0, part.length, from)));
  }
  return hash.digest('hex');
}
