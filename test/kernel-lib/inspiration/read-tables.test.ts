import { expect, test } from 'vitest';
import { LabError } from '../../../kernel-lib/src/base/fail';
import { normbank, readNormbank } from '../../../kernel-lib/src/inspiration/read-normbank';
import { readSocialChem, socialChem } from '../../../kernel-lib/src/inspiration/read-social-chem';
import { chunks } from '../../support/chunks';

const header = normbank.columns.join(',');
const row = (behavior: string) => `a bar,${behavior},x,x,x,x,taboo,0,train`;
const file = (...lines: string[]) => chunks(`${lines.join('\n')}\n`);
const read = async (...lines: string[]) => {
  const { inspirations, rows, skipped } = await readNormbank(file(header, ...lines));
  return { texts: inspirations.map(({ text }) => text), rows, skipped };
};

test('the behaviours of NormBank are read in the order of the file', async () => {
  const { inspirations, rows, skipped } = await readNormbank(
    file(header, row('sit by the fire'), row('eat a messy food'))
  );
  expect(inspirations).toEqual([
    {
      id: expect.stringMatching(/^inspiration-[0-9a-f]{16}$/) as string,
      source: 'normbank',
      text: 'sit by the fire'
    },
    expect.objectContaining({ source: 'normbank', text: 'eat a messy food' })
  ]);
  expect({ rows, skipped }).toEqual({ rows: 2, skipped: [] });
});

test('the situations of Social Chemistry are read, several rows of one situation once', async () => {
  const line = (situation: string) =>
    socialChem.columns.map(column => (column === 'situation' ? situation : 'x')).join('\t');
  const text = [
    socialChem.columns.join('\t'),
    line('getting a tattoo'),
    line('being mad, at my friend'),
    line('getting a tattoo')
  ];
  const found = await readSocialChem(chunks(text.join('\r\n')));
  expect(found.inspirations.map(({ source, text }) => [source, text])).toEqual([
    ['social_chem', 'getting a tattoo'],
    ['social_chem', 'being mad, at my friend']
  ]);
  expect(found.rows).toBe(3);
});

test.each([
  ['a quoted comma', '"sing, loudly"', 'sing, loudly'],
  ['doubled quotes, which go', '"call it ""art"" here"', 'call it art here'],
  ['quotes in the middle of a text, which go', 'call it "art" here', 'call it art here'],
  ['a quoted text that goes on', '"art" for all', 'art for all'],
  ['space around', '  sing  ', 'sing'],
  ['space within quotes', '" sing "', 'sing'],
  ['a line break in quotes', '"sing\nand dance"', 'sing\nand dance'],
  ['letters of other scripts', 'разговор 🎈 “so”', 'разговор 🎈 “so”']
])('a text with %s is read', async (_, written, text) => {
  expect(await read(row(written))).toEqual({ texts: [text], rows: 1, skipped: [] });
});

test.each([
  ['has too few columns', 'a bar,sing'],
  ['has too many columns', `${row('sing')},more`]
])('a row that %s is skipped and listed with its line', async (_, broken) => {
  const { texts, rows, skipped } = await read(row('a'), broken, row('b'));
  expect(texts).toEqual(['a', 'b']);
  expect(rows).toBe(3);
  expect(skipped).toEqual([{ line: 3, reason: 'it does not have 9 columns' }]);
});

test.each(['', '   ', '""', '" "'])('a row whose text is %j is skipped', async text => {
  const { texts, skipped } = await read(row('a'), row(text));
  expect(texts).toEqual(['a']);
  expect(skipped).toEqual([{ line: 3, reason: 'its "behavior" is empty' }]);
});

test.each([
  ['nothing quoted follows', [row('b'), row('c')], ['a', 'b', 'c']],
  ['a quoted text follows', [row('b'), row('"c, d"'), row('e')], ['a', 'b', 'c, d', 'e']],
  ['a quoted text follows later in its row', ['"a, bar",b,x,x,x,x,taboo,0,train'], ['a', 'b']],
  ['another open quote follows', [row('"x'), row('b')], ['a', 'b']]
])('a quote that is never closed costs its own row only: %s', async (_, after, texts) => {
  const found = await read(row('a'), row('"sing'), ...after);
  expect(found.texts).toEqual(texts);
  expect(found.skipped[0]).toMatchObject({ line: 3 });
  expect(found.rows).toBe(2 + after.length);
});

test('lines are counted over blank lines, quoted line breaks and both kinds of line ends', async () => {
  const lines = [header, '', row('"a\r\nb"'), '', '  ', 'broken', row('c'), 'broken'];
  const found = await readNormbank(chunks(lines.join('\r\n')));
  expect(found.skipped.map(({ line }) => line)).toEqual([7, 9]);
  expect(found.rows).toBe(4);
});

test('a byte order mark and blank lines before the header do not matter', async () => {
  const found = await readNormbank(chunks(`\uFEFF\n\n${header}\n${row('a')}\nbroken`));
  expect(found.inspirations).toHaveLength(1);
  expect(found.skipped).toMatchObject([{ line: 5 }]);
});

test('columns may stand in another order, quoted, with more of them', async () => {
  const columns = ['', ...normbank.columns].reverse();
  const cells = columns.map(column => (column === 'behavior' ? 'sing' : 'x'));
  const names = columns.map(column => `"${column}"`);
  const found = await readNormbank(chunks(`${names.join(',')}\n${cells.join(',')}`));
  expect(found.inspirations).toMatchObject([{ text: 'sing' }]);
});

test.each([1, 2, 3, 7])('the size of the chunks (%i) does not matter', async size => {
  const text = [header, row('"a 🎈, b"'), row('"x'), row('🎈'), 'broken', row('c')].join('\r\n');
  expect(await readNormbank(chunks(text, size))).toEqual(await readNormbank(chunks(text)));
});

test.each([';', '\t'])('a spreadsheet may have saved it with %j between cells', async delimiter => {
  const rows = [normbank.columns, normbank.columns.map(() => `say "hi", once`)];
  const text = rows.map(cells => cells.map(quoted).join(delimiter)).join('\r\n');
  const { inspirations, skipped } = await readNormbank(chunks(text));
  expect([inspirations.length, skipped]).toEqual([1, []]);
});

const quoted = (cell: string) => (/["\t;]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

test('a file with a header and no rows has no inspirations', async () => {
  expect(await read()).toEqual({ texts: [], rows: 0, skipped: [] });
});

test.each([
  ['without a column', header.replace('behavior,', '')],
  ['with an open quote', `"${header}`],
  ['that is a row', row('sing')],
  ['in an empty file', '']
])('a header %s is refused, and the message says which is expected', async (_, line) => {
  const reading = readNormbank(chunks(`${line}\n${row('sing')}`.trim() && `${line}\n`));
  await expect(reading).rejects.toThrow(LabError);
  await expect(reading).rejects.toThrow(
    '[inspiration/read-normbank] expected the header of NormBank (NormBank.csv), separated by commas: setting, behavior,'
  );
});

test('what goes wrong while the file is read is passed on', async () => {
  async function* torn() {
    yield `${header}\n${row('a')}\n`;
    throw new Error('the disk is gone');
  }
  await expect(readNormbank(torn())).rejects.toThrow('the disk is gone');
});
