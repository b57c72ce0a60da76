import { expect, test } from 'vitest';
import { readInspirations } from '../../../kernel-lib/src/inspiration/read';
import { normbank } from '../../../kernel-lib/src/inspiration/read-normbank';
import { socialChem } from '../../../kernel-lib/src/inspiration/read-social-chem';
import { chunks } from '../../support/chunks';

const table = (columns: readonly string[], separator: string) =>
  [columns, columns.map(() => 'x')].map(cells => cells.join(separator)).join('\n');
const iqa = JSON.stringify({ context: 'x', question: '', answerA: '', answerB: '', answerC: '' });

test.each([
  ['social_chem', table(socialChem.columns, '\t')],
  ['normbank', table(normbank.columns, ',')],
  ['social_iqa', iqa]
])('a file of %s is told by its first line', async (source, text) => {
  for (const size of [1, text.length]) {
    const found = await readInspirations(chunks(`\uFEFF${text}\nbroken`, size));
    expect(found.inspirations).toMatchObject([{ source, text: 'x' }]);
    const lines = text.split('\n').length;
    expect(found.skipped).toMatchObject([{ line: lines + 1 }]);
  }
});

test.each([['name,age\nAva,34'], [''], ['   \n'], ['[]'], ['x'.repeat(300_000)]])(
  'another file is refused with all three expected headers',
  async text => {
    const reading = readInspirations(chunks(text, 1000));
    await expect(reading).rejects.toThrow('[inspiration/read] expected one of these formats');
    for (const columns of [socialChem.columns, normbank.columns, ['context', 'question']]) {
      await expect(reading).rejects.toThrow(columns.join(', '));
    }
  }
);

test('the same text of another source has another id, of the same source the same', async () => {
  const [chem] = (await readInspirations(chunks(table(socialChem.columns, '\t')))).inspirations;
  const [social] = (await readInspirations(chunks(iqa))).inspirations;
  const [again] = (await readInspirations(chunks(`${iqa}\n${iqa}`))).inspirations;
  expect(social?.id).not.toBe(chem?.id);
  expect(again?.id).toBe(social?.id);
});

test('a listener is given every row as it comes, and nothing is kept', async () => {
  const taken: unknown[] = [];
  const skipped: unknown[] = [];
  const read = await readInspirations(chunks(`${iqa}\n${iqa}\nbroken`), {
    inspiration: one => taken.push(one),
    skipped: one => skipped.push(one)
  });
  expect(read).toEqual({ inspirations: [], rows: 3, skipped: [] });
  expect(taken).toEqual([
    { source: 'social_iqa', text: 'x' },
    { source: 'social_iqa', text: 'x' }
  ]);
  expect(skipped).toEqual([{ line: 3, reason: 'it is not a JSON object' }]);
});

test('of NormBank the behaviours of all splits are read', async () => {
  const rows = ['train', 'dev', 'test'].map(split =>
    normbank.columns.map(name => (name === 'split' ? split : `${name} of ${split}`)).join(',')
  );
  const text = [normbank.columns.join(','), ...rows].join('\n');
  const { inspirations } = await readInspirations(chunks(text));
  expect(inspirations.map(one => one.text)).toEqual([
    'behavior of train',
    'behavior of dev',
    'behavior of test'
  ]);
});
