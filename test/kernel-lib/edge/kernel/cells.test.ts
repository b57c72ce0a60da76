import { expect, test } from 'vitest';
import { Cells, namesDeclaredIn, scriptName } from '../../../../kernel-lib/src/edge/kernel/cells';

test.each<[string, string, string[]]>([
  ['constants and variables', 'const a = 1;\nlet b: number;', ['a', 'b']],
  ['functions and classes', 'async function f() {}\nclass C {}', ['f', 'C']],
  ['the parts of a pattern', 'const { a, b } = x;\nconst [c, d] = y;', ['a', 'b', 'c', 'd']],
  ['nothing inside a block', 'if (x) {\n  const a = 1;\n}', []]
])('of a cell it finds the names of %s', (_, source, names) => {
  expect(namesDeclaredIn(source)).toEqual(names);
});

test('a compiled line leads to the line of the source, past types, comments and blank lines', () => {
  const cells = new Cells();
  cells.begin('interface P {\n  x: number;\n}\n\n// twice\nconst p: P = make();\nuse(p.x);');
  cells.compiled('exports.p = void 0;\nconst p = make();\nexports.p = p;\nuse(p.x);');
  expect(cells.lineAt(scriptName(1), 2)).toEqual({
    cell: 1,
    line: 6,
    text: 'const p: P = make();'
  });
  expect(cells.lineAt(scriptName(1), 4)).toEqual({ cell: 1, line: 7, text: 'use(p.x);' });
  expect(cells.lineAt(scriptName(1), 7)).toBeUndefined();
  expect(cells.lineAt('/somewhere/else.js', 2)).toBeUndefined();
});

test('a name is stale from a failed declaration to the next one that succeeds', () => {
  const cells = new Cells();
  const run = (source: string, succeeds: boolean) => {
    cells.begin(source);
    const stale = cells.staleNames();
    cells.end(succeeds);
    return stale;
  };
  run('const answer = 1;', true);
  run('const answer = oops(;', false);
  expect(run('check(answer)', true)).toEqual(['answer']);
  expect(run('check(other)', true)).toEqual([]);
  run('const answer = 2;', true);
  expect(run('check(answer)', true)).toEqual([]);
});
