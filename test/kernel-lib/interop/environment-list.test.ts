import { expect, test } from 'vitest';
import {
  isEnvironmentLists,
  readEnvironmentList,
  readEnvironmentLists,
  toEnvironmentList
} from '../../../kernel-lib/src/interop/environment-list';

test('every name of a file of lists becomes a task set', () => {
  expect(readEnvironmentLists({ sotopia_hard_env: ['e1', 'e2'], 'dev-round-1': [] })).toEqual([
    { id: 'sotopia_hard_env', tasks: ['e1', 'e2'] },
    { id: 'dev-round-1', tasks: [] }
  ]);
});

test('a stored list becomes a task set and back, with the positions that count', () => {
  const set = readEnvironmentList({
    pk: 'x',
    name: 'hard',
    environments: ['e1'],
    agent_index: ['1']
  });
  expect(set).toEqual({ id: 'hard', tasks: ['e1'], seats: ['1'] });
  expect(readEnvironmentList(toEnvironmentList(set, 'list-1'))).toEqual(set);
});

test.each([[{}], [{ a: 'e1' }], [{ a: [1] }], [{ a: ['e1'], b: null }]])(
  '%j has no lists',
  fields => {
    expect(isEnvironmentLists(fields)).toBe(false);
    expect(() => readEnvironmentLists(fields)).toThrow('lists of ids under names');
  }
);
