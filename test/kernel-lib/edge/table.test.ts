import { expect, test } from 'vitest';
import { table, type Danfojs } from '../../../kernel-lib/src/edge/table';

test('rows become a DataFrame, a column for each field that occurs', () => {
  const frame = table([
    { model: 'a', goal: 2 },
    { model: 'b', goal: 4, repeat: 1 }
  ]);
  expect(frame.columns).toEqual(['model', 'goal', 'repeat']);
  expect(frame.values).toEqual([
    ['a', 2, null],
    ['b', 4, 1]
  ]);
});

test('an object in a row becomes columns of its own, a list text', () => {
  const frame = table([{ points: { goal: 7, overall: 3.5 }, rows: ['x', 'y'] }]);
  expect(frame.columns).toEqual(['points.goal', 'points.overall', 'rows']);
  expect(frame.values).toEqual([[7, 3.5, '["x","y"]']]);
});

test('its groups have means', () => {
  const rows = [
    { model: 'a', goal: 2 },
    { model: 'a', goal: 4 },
    { model: 'b', goal: 5 }
  ];
  const means = table(rows).groupby(['model']).col(['goal']).mean();
  expect(means.values).toEqual([
    ['a', 3],
    ['b', 5]
  ]);
});

test('no row at all is refused before anything is loaded', () => {
  const load = (): Danfojs => {
    throw new Error('loaded');
  };
  expect(() => table([], { load })).toThrow('[edge/table] expected at least one row');
});

test('without danfojs-node one sentence names the dependency and the overrides that it needs', () => {
  const load = (): Danfojs => {
    throw new Error("Cannot find module 'danfojs-node'\nRequire stack: …");
  };
  expect(() => table([{ a: 1 }], { load })).toThrow(
    /^\[edge\/table\] expected the package danfojs-node, got "Cannot find module 'danfojs-node'"\. Add \{"devDependencies":\{"danfojs-node":"1\.2\.0"\},"overrides":\{"danfojs-node":\{"@tensorflow\/tfjs-node":"[^"]+","xlsx":"[^"]+"\}\}\} to package\.json and run npm install\.$/
  );
});
