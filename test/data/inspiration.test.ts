import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { poolOf } from '../../kernel-lib/src/inspiration/pool';
import { readInspirations } from '../../kernel-lib/src/inspiration/read';
import { sources, type Source } from '../../kernel-lib/src/inspiration/schema';
import { chunks } from '../support/chunks';
import { linesOf, recordsOf, repeated, rowsOf, tally, textOf } from './files';

const fileOf: Readonly<Record<Source, string>> = {
  social_chem: 'inspiration/social-chem-101.tsv',
  social_iqa: 'inspiration/social-iqa.jsonl',
  normbank: 'inspiration/normbank.csv'
};
const Named = z.object({ firstName: z.string() });
const read = (source: Source) => readInspirations(chunks(textOf(fileOf[source])));

describe.each(sources)('the rows of %s', source => {
  test('are all read, with at least 100 different texts', async () => {
    const { inspirations, skipped } = await read(source);
    expect(skipped).toEqual([]);
    expect(inspirations.length).toBeGreaterThanOrEqual(100);
    for (const inspiration of inspirations) expect(inspiration).toMatchObject({ source });
  });

  test('name nobody who can be cast', async () => {
    const names = linesOf('task/characters.jsonl').map(line => Named.parse(JSON.parse(line)).firstName);
    const texts = (await read(source)).inspirations.map(({ text }) => text.split(/[^\p{L}]+/u));
    expect(names.filter(name => texts.some(words => words.includes(name)))).toEqual([]);
  });
});

test('no text stands in two sources', async () => {
  const lists = await Promise.all(
    sources.map(async source => (await read(source)).inspirations)
  );
  expect(poolOf(lists)).toHaveLength(lists.flat().length);
});

describe('social-chem-101.tsv', () => {
  const columns = [
    ...['area', 'm', 'split', 'rot-agree', 'rot-categorization', 'rot-moral-foundations'],
    ...['rot-char-targeting', 'rot-bad', 'rot-judgment', 'action', 'action-agency'],
    ...['action-moral-judgment', 'action-agree', 'action-legal', 'action-pressure'],
    ...['action-char-involved', 'action-hypothetical', 'situation', 'situation-short-id', 'rot'],
    ...['rot-id', 'rot-worker-id', 'breakdown-worker-id', 'n-characters', 'characters']
  ];
  const rows = rowsOf(fileOf.social_chem);

  test('has the 25 published columns in their order', () => {
    expect(recordsOf(fileOf.social_chem)[0]).toEqual(columns);
    expect(columns).toHaveLength(25);
  });

  test.each([
    ['area', /^(confessions|dearabby|rocstories|amitheasshole)$/],
    ['m', /^(1|3|5|50)$/],
    ['split', /^(train|dev|test|dev-extra|test-extra|analysis)$/],
    ['rot-agree', /^[0-4]$/],
    ['rot-categorization', /^(morality-ethics|social-norms|advice|description)$/],
    [
      'rot-moral-foundations',
      /^$|^((care-harm|fairness-cheating|loyalty-betrayal|authority-subversion|sanctity-degradation)(\||$))+$/
    ],
    ['rot-bad', /^[01]$/],
    ['action-agency', /^(agency|experience)$/],
    ['action-moral-judgment', /^(-2|-1|0|1|2)$/],
    ['action-agree', /^[0-4]$/],
    ['action-legal', /^(legal|illegal|tolerated)$/],
    ['action-pressure', /^(-2|-1|0|1|2)$/],
    ['action-hypothetical', /^(explicit-no|probable-no|hypothetical|probable|explicit|)$/]
  ])('keeps to the published values of %s', (column, values) => {
    expect(rows.map(row => row[column]!).filter(value => !values.test(value))).toEqual([]);
  });

  test.each(rows)('fits together in $rot-id by $breakdown-worker-id', row => {
    const characters = row.characters!.split('|');
    expect(characters).toHaveLength(Number(row['n-characters']));
    const charOf = [...characters.keys()].map(i => `char-${i}`).concat('char-none');
    expect(charOf).toContain(row['rot-char-targeting']);
    expect(charOf).toContain(row['action-char-involved']);
    expect(row['action-hypothetical'] === '').toBe(row['action-char-involved'] === 'char-none');
    expect(row.rot!.toLowerCase().startsWith(row['rot-judgment']!)).toBe(true);
    const [moral, pressure] = [row['action-moral-judgment'], row['action-pressure']].map(Number);
    expect(moral! * pressure!).toBeGreaterThanOrEqual(0);
    expect(row['rot-id']).toContain(row['situation-short-id']);
  });

  test('repeats a situation over rules of thumb, and a rule only over the people who broke it down', () => {
    expect(rows.length).toBeGreaterThan(new Set(rows.map(row => row.situation)).size);
    expect(repeated(rows.map(row => `${row['rot-id']} ${row['breakdown-worker-id']}`))).toEqual([]);
    const rots = new Map(rows.map(row => [row['rot-id'], row.rot]));
    expect(repeated([...rots.values()])).toEqual([]);
  });
});

describe('social-iqa.jsonl', () => {
  const text = z.string().min(1);
  const Row = z.strictObject({
    context: text,
    question: text,
    answerA: text,
    answerB: text,
    answerC: text
  });
  const rows = linesOf(fileOf.social_iqa).map(line => Row.parse(JSON.parse(line)));
  const labels = linesOf('inspiration/social-iqa-labels.lst');

  test('has a context, a question and three different answers in each row, each context once', () => {
    for (const row of rows) {
      expect(repeated([row.answerA, row.answerB, row.answerC])).toEqual([]);
    }
    expect(repeated(rows.map(row => row.context))).toEqual([]);
  });

  test('has one label for each row, and no answer that is right much more often', () => {
    expect(labels).toHaveLength(rows.length);
    const counts = tally(labels);
    expect([...counts.keys()].sort()).toEqual(['1', '2', '3']);
    expect(Math.min(...counts.values())).toBeGreaterThan(rows.length / 4);
  });
});

describe('normbank.csv', () => {
  const columns = [
    ...['setting', 'behavior', 'setting-behavior', 'constraints', 'constraints_given'],
    ...['constraint_predict', 'norm', 'label', 'split']
  ];
  const rows = rowsOf(fileOf.normbank);

  test('has the nine published columns in their order', () => {
    expect(recordsOf(fileOf.normbank)[0]).toEqual(columns);
  });

  test('says in each row where, what, under which constraints, and how it is seen', () => {
    const labels: Readonly<Record<string, string>> = { expected: '2', normal: '1', taboo: '0' };
    for (const row of rows) {
      expect(row['setting-behavior']).toBe(`${row.setting} [BEHAVIOR] ${row.behavior}`);
      expect(row.constraints).toBe(`${row.constraints_given}${row.constraint_predict}`);
      for (const constraint of row.constraints!.split(' [AND] ')) {
        expect(constraint).toMatch(/^\[(PERSON|OTHER)\]'s [a-z ]+ is '[^[\]]+'$/);
      }
      expect(row.label).toBe(labels[row.norm!]);
      expect(row.behavior).toMatch(/^[a-z].*[^.]$/);
    }
    expect(new Set(rows.map(row => row.norm)).size).toBe(3);
  });

  test('judges no behaviour twice alike and keeps each in one split', () => {
    const judged = rows.map(row => `${row['setting-behavior']}: ${row.constraints}`);
    expect(repeated(judged)).toEqual([]);
    const splits = new Set(rows.map(row => `${row.split}: ${row['setting-behavior']}`));
    expect(splits.size).toBe(new Set(rows.map(row => row['setting-behavior'])).size);
    expect(new Set(rows.map(row => row.split))).toEqual(new Set(['train', 'dev', 'test']));
  });
});
