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
  expect(set).toEqual({ id: 'hard', tasks: ['e1'], seats: ['1'], beyond: { pk: 'x' } });
  expect(toEnvironmentList(set)).toMatchObject({ pk: 'x' });
  expect(readEnvironmentList(toEnvironmentList(set))).toEqual(set);
});

test('a list without a key gets one made of its name, which says nothing more', () => {
  const [set] = readEnvironmentLists({ hard: ['e1'] });
  expect(toEnvironmentList(set!).pk).toMatch(/^list-[0-9a-f]{16}$/);
  expect(readEnvironmentList(toEnvironmentList(set!))).toEqual(set);
});

test('positions that are no texts are refused, not dropped', () => {
  const list = { name: 'hard', environments: ['e1'], agent_index: [1] };
  expect(() => readEnvironmentList(list)).toThrow('a list of tasks with a valid seats');
});

test.each([[{}], [{ a: 'e1' }], [{ a: [1] }], [{ a: ['e1'], b: null }]])(
  '%j has no lists',
  fields => {
    expect(isEnvironmentLists(fields)).toBe(false);
    expect(() => readEnvironmentLists(fields)).toThrow('lists of ids under names');
  }
);
