import { describe, expect, test } from 'vitest';
import { dataFiles, linesOf, recordsOf, repeated, rowCount, textOf } from './files';

const tableLine = /^\| `([^`]+)` \|(.+)\|$/;
const described = linesOf('README.md').flatMap(line => {
  const match = tableLine.exec(line);
  if (!match) return [];
  const [rows, schema, madeBy, source, licence] = match[2]!.split('|').map(cell => cell.trim());
  return [{ file: match[1]!, rows, schema, madeBy, source, licence }];
});

describe('data/README.md', () => {
  test('has one row for each file, and no row without a file', () => {
    expect(described.map(row => row.file).sort()).toEqual(dataFiles());
  });

  test.each(described)('says how many rows $file has', ({ file, rows }) => {
    expect(rows).toBe(String(rowCount(file)));
  });

  test.each(described)(
    'says what $file holds, who made it, from what, and under which licence',
    row => {
      for (const cell of [row.schema, row.madeBy, row.source]) expect(cell).toMatch(/\w/);
      expect(row.licence).toBe(row.file.startsWith('paper/') ? 'Apache-2.0' : 'CC BY 4.0');
    }
  );

  test('names the paper behind the published numbers and whom to ask for removal', () => {
    expect(textOf('README.md')).toContain('arXiv 2403.08715v3');
    expect(textOf('README.md')).toContain(
      'open an issue in this repository or write to the maintainers'
    );
  });
});

describe.each(dataFiles())('%s', file => {
  test('is UTF-8 text without carriage returns that ends with one line break', () => {
    expect(textOf(file)).toMatch(/^[^\r\uFFFD\uFEFF]*[^\r\n]\n$/);
  });

});

const published = dataFiles().filter(file => file.startsWith('paper/'));
const texts = dataFiles().filter(file => !published.includes(file) && !file.endsWith('.lst'));

test.each(texts)('%s has no line twice', file => {
  expect(repeated(linesOf(file))).toEqual([]);
});

test.each(published)('%s holds numbers under a header, every record of its length', file => {
  const [header, ...rows] = recordsOf(file);
  expect(repeated(header!)).toEqual([]);
  expect(rows.length).toBeGreaterThan(3);
  for (const row of rows) {
    expect(row).toHaveLength(header!.length);
    expect(row.at(-1)).toMatch(/^-?[\d.]*$/);
  }
});

test('the people who rated are known by a number only', () => {
  const [header, ...rows] = recordsOf('paper/human-ratings.csv');
  const rater = header!.indexOf('rater');
  for (const row of rows) expect(row[rater]).toMatch(/^r\d\d$/);
});
