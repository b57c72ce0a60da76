import { expect, test } from 'vitest';
import { summaryOf } from '../../../kernel-lib/src/evaluation/compare';
import { figure4 } from '../../../kernel-lib/src/figure/figure4';
import { gapsOf } from '../../../kernel-lib/src/figure/gaps';
import { Figure, rehearsalNotice } from '../../../kernel-lib/src/figure/schema';
import { goals, origin } from '../../support/goals';
import { scoreWith } from '../../support/scores';

/** The published means of Figure 4, as the design's example draws them. */
const published = goals({
  expert: { judge: 5.89, people: 5.25 },
  base: { judge: 3.25, people: 2.89 },
  SR: { judge: 3.96, people: 3.32 },
  BC: { judge: 4.82, people: 3.55 },
  'BC+SR': { judge: 5.71, people: 4.29 }
});
const drawn = (scores = published, from = origin) =>
  figure4(summaryOf(scores), gapsOf(scores), from);
const texts = (figure: Figure) =>
  (figure.layout.annotations as { text: string; name?: string }[]).map(({ text }) => text);
const bars = (figure: Figure) => figure.data.filter(trace => trace.type === 'bar');

test('a figure is one: it parses, and parts of it never share an object with the dark one', () => {
  expect(Figure.parse(JSON.parse(JSON.stringify(drawn())))).toBeDefined();
});

test('the title is the sentence that the numbers support', () => {
  const figure = drawn();
  expect(figure.sentence).toBe('The judge runs ahead of people as training goes on');
  expect(figure.layout.title).toMatchObject({ text: figure.sentence });
});

test('each source has a bar per model from left to right, in the order of the paper', () => {
  const [judge, people] = bars(drawn());
  expect([judge?.name, people?.name]).toEqual(['judge (a model)', 'people']);
  expect((judge?.y as number[]).map(y => y.toFixed(2))).toEqual([
    '3.25',
    '3.96',
    '4.82',
    '5.71',
    '5.89'
  ]);
  expect((people?.x as number[]).map(Math.round)).toEqual([0, 1, 2, 3, 4]);
});

test('the gap of every model stands on its bracket, and each mean on its bar', () => {
  const shown = texts(drawn());
  for (const gap of ['0.36', '0.64', '1.27', '1.42']) expect(shown).toContain(`<b>${gap}</b>`);
  for (const mean of ['3.25', '2.89', '5.89', '5.25']) expect(shown).toContain(mean);
});

test('the whiskers are the clustered intervals', () => {
  const summaries = summaryOf(published);
  const judged = summaries.find(
    one => one.model === 'base' && one.source === 'judge' && one.dimension === 'goal'
  );
  const whiskers = drawn().data.filter(trace => trace.type === 'scatter');
  const { array } = whiskers[0]?.error_y as { array: number[] };
  expect(array[0]).toBeCloseTo(judged!.high! - judged!.mean!, 10);
});

test('a mean whose tasks are all the same has no whisker, and its label says so', () => {
  const even = ['a', 'b'].map(task => scoreWith(5, { task, model: 'base' }));
  const spread = [3, 6].map((value, i) => scoreWith(value, { task: `${i}`, model: 'BC' }));
  const { data } = drawn([...even, ...spread]);
  const [bar, whisker] = [
    data.find(({ type }) => type === 'bar'),
    data.find(trace => trace.error_y)
  ];
  const labels = bar?.hovertext as string[];
  expect(labels[0]).toContain('no interval: every cluster has the same mean');
  expect(labels[1]).toContain('95 % interval');
  expect(whisker).toMatchObject({ y: [4.5] });
});

test('the bars start at zero and the axis names the whole scale', () => {
  expect(drawn().layout.yaxis).toMatchObject({
    range: [0, expect.any(Number)],
    title: { text: 'goal score (scale 0 to 10)' }
  });
});

test('its table has every number, with its interval, n and what is not rated', () => {
  const { table } = drawn([...published, scoreWith(undefined, { task: 'task-9' })]);
  expect(table).toHaveLength(10 + 5);
  expect(table[0]).toMatchObject({
    model: 'base',
    'scored by': 'judge (a model)',
    n: 4,
    tasks: 4,
    'not rated': 1
  });
  expect(table.at(-1)).toMatchObject({ model: 'expert', 'scored by': 'judge (a model) − people' });
});

test('it says where it comes from', () => {
  expect(drawn().provenance).toEqual(origin.provenance);
  expect(texts(drawn()).join()).toContain('test-run');
});

test('a rehearsal carries its mark and its notice, another run neither', () => {
  const words = (rehearsal: boolean) => {
    const figure = drawn(published, { ...origin, rehearsal });
    return `${texts(figure).join(' ')} ${JSON.stringify(figure.layout.shapes)}`;
  };
  const notice = rehearsalNotice.slice(0, 60);
  expect(words(true)).toContain('Rehearsal: simulated models');
  expect(words(true)).toContain(notice);
  expect(words(false)).not.toMatch(/rehearsal|simulated/i);
});

test('without raters the judge stands alone, and no gap is spoken of', () => {
  const figure = drawn(goals({ base: { judge: 4 }, BC: { judge: 6 } }));
  expect(figure.sentence).toBe('The judge scores the goal of BC 6.00, 2.00 above base');
  expect(figure.layout.shapes).toEqual([]);
});

test('a model that nobody has rated keeps its place and says so', () => {
  const figure = drawn([...published, scoreWith(undefined, { model: 'mine' })]);
  expect(texts(figure)).toContain('not<br>rated');
  expect((figure.layout.xaxis as { ticktext: string[] }).ticktext).toContain('mine');
});

test('the name of a model is shown letter by letter', () => {
  const figure = drawn(goals({ '<b>mine</b>': { judge: 4 } }));
  expect(JSON.stringify(figure.layout)).not.toContain('<b>mine');
  expect(JSON.stringify(figure.data)).not.toContain('<b>mine');
});

test('no scores at all still make a figure that says so', () => {
  expect(drawn([]).sentence).toBe('Nothing has been rated yet');
});
