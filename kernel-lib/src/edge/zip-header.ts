/** A packed file of a zip archive, as the list of files says. */
export interface Packed {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly start: number;
  /** Where the next file starts, or the list of files. */
  readonly end: number;
}

/** Whether a header packs an entry as the list says; its sizes may follow the packed bytes. */
export function isSame(header: Buffer, { flags, method, packed, size }: Packed): boolean {
  const isLater = (header.readUInt16LE(6) & 8) !== 0;
  const sizes = [header.readUInt32LE(18), header.readUInt32LE(22)];
  return (
    ((header.readUInt16LE(6) ^ flags) & 1) === 0 &&
    header.readUInt16LE(8) === method &&
    (isLater || (sizes[0] === packed && sizes[1] === size))
  );
}
