import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyFolder } from './folder';

/** What a test wants in the head of a GGUF file. */
export interface GgufHead {
  readonly magic?: string;
  readonly version?: number;
  /** The dimensions of each tensor. */
  readonly tensors?: readonly (readonly number[])[];
  readonly name?: string;
  readonly words?: readonly string[];
  /** How many bytes of weights follow. */
  readonly weights?: number;
}

/** Writes a GGUF file with a whole head and weights that are all zero; returns its path. */
export function ggufFile(head: GgufHead = {}, file = 'tiny.gguf'): string {
  const path = join(emptyFolder(), file);
  writeFileSync(path, ggufBytes(head));
  return path;
}

/** The bytes of such a file. */
export function ggufBytes(head: GgufHead): Buffer {
  const { magic = 'GGUF', version = 3, tensors = [[10, 20]], name = 'Tiny' } = head;
  const { words = ['a', 'b'], weights = 64 } = head;
  return Buffer.concat([
    Buffer.from(magic),
    int(version),
    long(tensors.length),
    long(4),
    ...[text('general.name'), int(8), text(name)],
    ...[text('llama.rope'), int(6), Buffer.alloc(4)],
    ...[text('tokens'), int(9), int(8), long(words.length), ...words.map(text)],
    ...[text('scores'), int(9), int(6), long(3), Buffer.alloc(12)],
    ...tensors.flatMap((dimensions, i) => [
      ...[text(`tensor ${i}`), int(dimensions.length), ...dimensions.map(long)],
      ...[int(0), long(0)]
    ]),
    Buffer.alloc(weights)
  ]);
}

function int(n: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(n);
  return bytes;
}

function long(n: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(n));
  return bytes;
}

function text(words: string): Buffer {
  const bytes = Buffer.from(words);
  return Buffer.concat([long(bytes.length), bytes]);
}
