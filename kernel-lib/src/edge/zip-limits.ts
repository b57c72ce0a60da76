/** What an archive may hold; more than that is an accident or an attack. */
export const archiveLimits = {
  entries: 200_000,
  /** Characters of a file's name. */
  name: 1024,
  /** Bytes of the list of files of a zip. */
  directory: 64 * 1024 ** 2,
  /** Bytes of one unpacked file. */
  size: 4 * 1024 ** 3,
  /** Bytes of all unpacked files together. */
  all: 16 * 1024 ** 3,
  /** How many times its packed size a file may have; text has 3 to 30. */
  ratio: 200,
  /** Bytes that may be unpacked whatever the ratio. */
  free: 16 * 1024 ** 2
};

/** Why so many bytes are not unpacked. */
export function tooBig(size: number, packed: number): string | undefined {
  const { size: most, ratio, free } = archiveLimits;
  if (size > most) return `it is bigger than ${most} bytes`;
  return size > free && size > packed * ratio
    ? `it is more than ${ratio} times its packed size`
    : undefined;
}
