import { archiveLimits } from './zip-limits';

/**
 * What is wrong with a zip archive as a whole, by its list of files: too many files, too many bytes
 * in all, or two files that share packed bytes, as in bombs that unpack one piece many times.
 *
 * Source: Fifield, "A better zip bomb" (2019).
 */
export function directoryProblem(directory: Buffer): string | undefined {
  const spans: { start: number; end: number; name: string }[] = [];
  let unpacked = 0;
  for (let at = 0; at + 46 <= directory.length;) {
    const [length, size] = [directory.readUInt32LE(at + 20), directory.readUInt32LE(at + 24)];
    const nameLength = directory.readUInt16LE(at + 28);
    const start = directory.readUInt32LE(at + 42);
    const name = directory.toString('utf8', at + 46, at + 46 + nameLength);
    const isRead = ![length, size, start].includes(0xffffffff); // else it is refused by itself
    if (isRead) spans.push({ start, end: start + 30 + nameLength + length, name });
    if (isRead) unpacked += size;
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  const { entries, all } = archiveLimits;
  if (spans.length > entries) return `${spans.length} files, more than ${entries}`;
  if (unpacked > all) return `${unpacked} unpacked bytes in all, more than ${all}`;
  spans.sort((a, b) => a.start - b.start);
  const second = spans.find((span, i) => i > 0 && span.start < spans[i - 1]!.end);
  return second && `${second.name}, which shares its bytes with another file`;
}
