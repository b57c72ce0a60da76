import { expect, test } from 'vitest';
import { choiceIndex } from '../../../kernel-lib/src/rehearsal/moves';
import { givenPolicies } from '../../../kernel-lib/src/rehearsal/models';
import { moveOdds } from '../../../kernel-lib/src/rehearsal/policy';
import { stateOf } from '../../../kernel-lib/src/rehearsal/state';
import { defaultSettings, trained, type TextRow } from '../../../kernel-lib/src/rehearsal/train';
import {
  parseStoredModel,
  tableOf,
  toStoredModel,
  weightsOf
} from '../../../kernel-lib/src/rehearsal/weights';
import { agentPromptText, lineTasks } from '../../support/rehearsal-line';

const base = givenPolicies.get('rehearsal-base')!;
const tasks = lineTasks(1, 'train', { n: 600, pairs: 1 });
const prompts = tasks.map(task => agentPromptText(task, task.pairs[0]!, 0, []));
const ask = { action_type: 'speak', argument: 'What matters most to you about this?' };
const greet = { action_type: 'speak', argument: 'Hello Ben, shall we talk about this?' };

/** Rows of first turns of which a share asks and the rest greets. */
const rowsThatAsk = (share: number): TextRow[] =>
  prompts.map((prompt, i) => ({
    prompt,
    completion: JSON.stringify(i % 10 < share * 10 ? ask : greet)
  }));
const chanceToAsk = (weights: Float64Array) =>
  moveOdds(weights, stateOf(lineStart))[choiceIndex.ask]!;
const [unseen] = lineTasks(2, 'unseen', { n: 1, pairs: 1 });
const lineStart = agentPromptText(unseen!, unseen!.pairs[0]!, 0, []);

test.each([0.3, 0.7])('rows of which a share of %f asks teach asking in that proportion', share => {
  const { weights } = trained(base, rowsThatAsk(share), []);
  expect(chanceToAsk(base)).toBeLessThan(0.2);
  expect(Math.abs(chanceToAsk(weights) - share)).toBeLessThan(0.1);
});

test('the loss falls from epoch to epoch, on the rows and on those held back', () => {
  const rows = rowsThatAsk(0.5);
  const { losses } = trained(base, rows.slice(0, 450), rows.slice(450));
  expect(losses.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(losses.at(-1)!.loss).toBeLessThan(losses[0]!.loss - 0.2);
  expect(losses.at(-1)!.validationLoss).toBeLessThan(losses[0]!.validationLoss!);
  expect(losses.at(-1)!.steps).toBe(10 * Math.ceil(450 / 16));
});

test.each([
  ['fewer epochs', { epochs: 1 }],
  ['a lower rate', { learningRate: 0.01 }],
  ['a larger batch', { batchSize: 300 }]
])('%s teach less', (_, setting) => {
  const rows = rowsThatAsk(0.7);
  const usual = chanceToAsk(trained(base, rows, []).weights);
  const less = chanceToAsk(trained(base, rows, [], { ...defaultSettings, ...setting }).weights);
  expect(less).toBeGreaterThan(chanceToAsk(base));
  expect(less).toBeLessThan(usual);
});

test('few rows hardly pull a model from its start', () => {
  const few = chanceToAsk(trained(base, rowsThatAsk(1).slice(0, 3), []).weights);
  const many = chanceToAsk(trained(base, rowsThatAsk(1), []).weights);
  expect(few - chanceToAsk(base)).toBeLessThan((many - chanceToAsk(base)) / 2);
});

test('the same rows, start and settings give the same weights; the seed matters', () => {
  const rows = rowsThatAsk(0.5);
  const again = () => trained(base, rows, []).weights;
  expect(again()).toEqual(again());
  const other = trained(base, rows, [], { ...defaultSettings, seed: 1 }).weights;
  expect(other).not.toEqual(again());
});

test('the start is left as it was', () => {
  const before = base.slice();
  trained(base, rowsThatAsk(0.5), []);
  expect(base).toEqual(before);
});

test('any text is a row: no action, foreign words, no labels', () => {
  const odd = ['', 'Sure!', '{"action_type":"fly"}', '{"action_type":"none","argument":""}'];
  const rows = ['', 'Hello'].flatMap(prompt => odd.map(completion => ({ prompt, completion })));
  const { weights, losses } = trained(base, rows, []);
  expect(weights.every(Number.isFinite) && losses.every(({ loss }) => loss > 0)).toBe(true);
});

test.each([...givenPolicies])('%s survives being stored', (name, weights) => {
  expect(parseStoredModel(toStoredModel(name, 'x', weights))).toEqual(weights);
  expect(weightsOf(tableOf(weights))).toEqual(weights);
});

test('trained weights survive being stored, to the last digit', () => {
  const { weights } = trained(base, rowsThatAsk(0.5), []);
  expect(parseStoredModel(toStoredModel('x-trained', 'x', weights))).toEqual(weights);
});
