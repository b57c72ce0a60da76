import { expect, test } from 'vitest';
import { brokenTextReason } from '../../../kernel-lib/src/base/text';
import { decoded } from '../../../kernel-lib/src/edge/decode';

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(bytes: Buffer, size = bytes.length): Promise<string> {
  let text = '';
  for await (const piece of decoded(pieces(Buffer.from(bytes), size), 'file.csv')) text += piece;
  return text;
}

const text = 'café;日本;🚗\n“good”\n'.repeat(6000);
const le = Buffer.from(`\ufeff${text}`, 'utf16le');

test.each([
  ['UTF-8', Buffer.from(text)],
  ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`)],
  ['UTF-16, little end first', le],
  ['UTF-16, big end first', Buffer.from(le).swap16()]
])('%s is read whatever the pieces', async (_, bytes) => {
  for (const size of [1, 3, 70_001]) expect(await read(bytes, size)).toBe(text);
});

test('a byte that is not UTF-8 is kept as its mark, and the lines around it are as they were', async () => {
  const bytes = Buffer.concat([
    Buffer.from('日本\n'),
    Buffer.from('caf\xe9 ü\n', 'latin1'),
    Buffer.from('né\n')
  ]);
  const [first, second, third] = (await read(bytes)).split('\n');
  expect([first, third]).toEqual(['日本', 'né']);
  expect(second).toBe('caf\udce9 \udcfc');
  expect(brokenTextReason(second!)).toBe(
    'it has the byte 0xE9, which is not UTF-8; save the file as UTF-8'
  );
});

test('line breaks of old Macs become line breaks; those inside a line of another file stay', async () => {
  expect(await read(Buffer.from('a,b\r1,2\r'))).toBe('a,b\n1,2\n');
  expect(await read(Buffer.from('a,b\r\n1,"x\ry"\r\n'))).toBe('a,b\r\n1,"x\ry"\r\n');
});

test.each([
  ['a workbook', Buffer.from('PK\u0003\u0004rest'), 'workbook'],
  ['UTF-16 without a mark', Buffer.from('a,b', 'utf16le'), 'UTF-16 without a byte order mark'],
  ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 97, 0, 0, 0]), 'UTF-32'],
  ['Parquet', Buffer.from('PAR1....'), 'Parquet']
])('%s is refused by name', async (_, bytes, words) => {
  await expect(read(bytes)).rejects.toThrow(words);
});
