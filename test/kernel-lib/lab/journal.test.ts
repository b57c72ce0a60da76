import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { Journal } from '../../../kernel-lib/src/lab/journal';
import { emptyFolder } from '../../support/folder';

const table = {
  file: 'things.jsonl',
  version: 1,
  schema: z.object({ id: z.string(), word: z.string() })
};
const order = ['a', 'b', 'c', 'd', 'e'];
const thing = (id: string) => ({ id, word: `word of ${id}` });
const whole = order.map(id => `{"version":1,"id":"${id}","word":"word of ${id}"}\n`).join('');
const textIn = (folder: string) => readFileSync(join(folder, table.file), 'utf8');

test('whoever comes first, and wherever a crash comes, the file ends up the same', () => {
  const arrivals = fc.shuffledSubarray(order, { minLength: order.length });
  fc.assert(
    fc.property(arrivals, fc.nat(order.length), (ids, crash) => {
      const folder = emptyFolder();
      const before = new Journal(folder, table, order);
      for (const id of ids.slice(0, crash)) before.keep(thing(id)); // no close: the process died
      const after = new Journal(folder, table, order);
      for (const id of ids) if (!after.has(id)) after.keep(thing(id));
      expect(after.close().map(({ id }) => id)).toEqual(order);
      expect(textIn(folder)).toBe(whole);
    }),
    { numRuns: 60 }
  );
});

test('a row that is early waits beside the file until those before it have come', () => {
  const folder = emptyFolder();
  const journal = new Journal(folder, table, order);
  journal.keep(thing('b'));
  expect(existsSync(join(folder, table.file))).toBe(false);
  journal.keep(thing('a'));
  expect(textIn(folder).split('\n')).toHaveLength(3);
});

test('a row that failed is passed over, and takes its place when it comes after all', () => {
  const folder = emptyFolder();
  const first = new Journal(folder, table, order);
  first.passOver('a');
  for (const id of ['b', 'c', 'd', 'e']) first.keep(thing(id));
  expect(first.close().map(({ id }) => id)).toEqual(['b', 'c', 'd', 'e']);
  const second = new Journal(folder, table, order);
  second.keep(thing('a'));
  second.close();
  expect(textIn(folder)).toBe(whole);
});

test('rows of an earlier, shorter order stay in front of those that a longer one adds', () => {
  const folder = emptyFolder();
  const first = new Journal(folder, table, ['a', 'b']);
  first.keep(thing('a'));
  first.keep(thing('b'));
  first.close();
  const second = new Journal(folder, table, order);
  for (const id of ['e', 'd', 'c']) second.keep(thing(id));
  second.close();
  expect(textIn(folder)).toBe(whole);
});

test.each([
  ['the same row in file and journal', 'word of a', undefined],
  ['another row of the same id', 'another word', 'things.jsonl:1 and ']
])('%s', (_, word, refused) => {
  const folder = emptyFolder();
  mkdirSync(join(folder, 'journal'));
  writeFileSync(join(folder, table.file), whole);
  writeFileSync(join(folder, 'journal', table.file), `{"version":1,"id":"a","word":"${word}"}\n`);
  const open = () => new Journal(folder, table, order).close();
  if (refused === undefined) expect(open()).toHaveLength(order.length);
  else expect(open).toThrow(refused);
});

test('a line of another version is refused with what was expected', () => {
  const folder = emptyFolder();
  writeFileSync(join(folder, table.file), '{"version":2,"id":"a","word":"x"}\n');
  expect(() => new Journal(folder, table, order)).toThrow(/expected version 1 .* got 2/);
});
