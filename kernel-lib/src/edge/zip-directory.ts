import { archiveLimits, tooBig } from './zip-limits';

/**
 * What is wrong with a zip archive as a whole, by its list of files: too many files, too many bytes
 * in all, or two files that share packed bytes, as in bombs that unpack one piece many times.
 *
 * Source: Fifield, "A better zip bomb" (2019).
 */
export function directoryProblem(directory: Buffer): string | undefined {
  const spans: { start: number; end: number; name: string }[] = [];
  let [claimed, packed, unpacked] = [0, 0, 0];
  for (let at = 0; at + 46 <= directory.length;) {
    const [length, size] = [directory.readUInt32LE(at + 20), directory.readUInt32LE(at + 24)];
    const nameLength = directory.readUInt16LE(at + 28);
    const start = directory.readUInt32LE(at + 42);
    const name = directory.toString('utf8', at + 46, at + 46 + nameLength);
    const isRead = ![length, size, start].includes(0xffffffff); // else it is refused by itself
    if (isRead) spans.push({ start, end: start + 30 + nameLength + length, name });
    if (isRead) claimed += size;
    if (isRead && !tooBig(size, length)) [packed, unpacked] = [packed + length, unpacked + size];
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  const { entries, all, ratio, free } = archiveLimits;
  if (spans.length > entries) return `${spans.length} files, more than ${entries}`;
  if (claimed > all) return `${claimed} unpacked bytes in all, more than ${all}`;
  if (unpacked > free && unpacked > packed * ratio) {
    return `${unpacked} unpacked bytes in all, more than ${ratio} times the packed ones`;
  }
  spans.sort((a, b) => a.start - b.start);
  const second = spans.find((span, i) => i > 0 && span.start < spans[i - 1]!.end);
  return second && `${second.name}, which shares its bytes with another file`;
}

/**
 * Where the packed bytes of each file must end, by where its header starts: at the next header, or
 * at the list of files. A header's own lengths may say otherwise than the list.
 */
export function endsOf(directory: Buffer, directoryStart: number): ReadonlyMap<number, number> {
  const starts: number[] = [];
  for (let at = 0; at + 46 <= directory.length;) {
    starts.push(directory.readUInt32LE(at + 42));
    const lengths = [28, 30, 32].map(field => directory.readUInt16LE(at + field));
    at += lengths.reduce((sum, length) => sum + length, 46);
  }
  starts.sort((a, b) => a - b);
  return new Map(starts.map((start, i) => [start, starts[i + 1] ?? directoryStart]));
}
