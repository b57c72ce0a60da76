/**
 * The CRC-32 of some bytes, in hexadecimal. It tells texts apart and is no seal; browsers have no
 * cryptographic hash on pages that came by plain HTTP.
 */
export function checksumOf(parts: readonly Uint8Array[]): string {
  let crc = ~0;
  for (const part of parts)
    for (const byte of part) crc = crcTable[(crc ^ byte) & 255]! ^ (crc >>> 8);
  return (~crc >>> 0).toString(16).padStart(8, '0');
}

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) =>
  Array.from({ length: 8 }).reduce<number>(
    crc => (crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1),
    byte
  )
);
