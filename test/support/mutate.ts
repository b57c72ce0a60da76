import type { Random } from '../../kernel-lib/src/base/random';

const odd = [
  '"',
  '\n',
  '\r',
  ',',
  '\t',
  '|',
  '{',
  '}',
  '[',
  ']',
  '\\',
  '\u0000',
  '\uFEFF',
  '\uD83D',
  'nan',
  '-1',
  '1e999',
  'null',
  "'",
  '  '
];

/** A text with one to four random changes: parts cut out, doubled, moved, or odd characters put in. */
export function mutated(text: string, random: Random): string {
  let changed = text;
  for (let i = 0; i <= random.int(4); i++) changed = changedOnce(changed, random);
  return changed;
}

function changedOnce(text: string, random: Random): string {
  const from = random.int(text.length + 1);
  const to = Math.min(text.length, from + random.int(random.int(2) === 0 ? 4 : 400));
  const part = text.slice(from, to);
  switch (random.int(6)) {
    case 0:
      return text.slice(0, from) + text.slice(to);
    case 1:
      return text.slice(0, to) + part + text.slice(to);
    case 2:
      return text.slice(0, from) + odd[random.int(odd.length)] + text.slice(from);
    case 3:
      return text.slice(0, from) + odd[random.int(odd.length)] + text.slice(to);
    case 4:
      return text.slice(0, from);
    default:
      return part + text.slice(0, from) + text.slice(to);
  }
}

/** Bytes with one to four random changes. */
export function mutatedBytes(bytes: Buffer, random: Random): Buffer {
  const changed = Buffer.from(bytes);
  for (let i = 0; i <= random.int(4); i++) changed[random.int(changed.length)] = random.int(256);
  return random.int(5) === 0 ? changed.subarray(0, random.int(changed.length)) : changed;
}
