import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startedKernel, type Kernel } from '../support/kernel';

let kernel: Kernel;
beforeAll(async () => {
  kernel = await startedKernel();
  await kernel.run("import * as pi from 'sotopia-pi';");
});
afterAll(() => kernel.end());

/** What a failing cell says, without the frames of files that are not the reader's. */
async function failureOf(code: string): Promise<string> {
  const { status, stderr } = await kernel.run(code);
  expect(status).toBe('error');
  expect(stderr).not.toMatch(/index\.cjs|node_modules|node:|\/dist\/|evalmachine/);
  return stderr;
}

describe('an error in a cell is one sentence with the reader’s own line', () => {
  test.each([
    [
      'a value that was not found',
      'pi.show([[{ a: 1 }]].find(list => list.length === 2));',
      /got nothing\. A find\(…\) that matches nothing/
    ],
    ['a forgotten await', 'pi.show(Promise.resolve(1) as any);', /put await before it/],
    [
      'a list with gaps',
      'pi.table([undefined]);',
      /\[edge\/table\].*Some entries of the list are undefined/
    ],
    ['a picture of nothing', 'await pi.showPicture(undefined);', /expected a figure, got nothing/],
    [
      'something else than a figure',
      'await pi.showPicture({ data: [] } as any);',
      /Take one from pi\.figuresOf\(run\)/
    ],
    [
      'data of another form',
      "pi.Character.parse({ id: 'x' });",
      /The data does not have the expected form: firstName/
    ]
  ])('%s', async (_, code, message) => {
    const said = await failureOf(`const before = 1;\n\n${code}`);
    expect(said).toMatch(message);
    expect(said.split('\n')).toHaveLength(3);
    expect(said).toContain(`\n  line 3: ${code}\n`);
  });

  test('in a function of an earlier cell', async () => {
    await kernel.run(
      'type Box = { inside?: { size: number } };\nconst sizeOf = (box: Box) => box.inside.size;'
    );
    expect(await failureOf('sizeOf({});')).toMatch(
      /^TypeError: Cannot read.*\n {2}line 2 of cell \[\d+\]: const sizeOf/
    );
  });

  test('thrown after an await', async () => {
    const said = await failureOf("await Promise.resolve();\nJSON.parse('{');");
    expect(said).toMatch(/^SyntaxError: .*\n {2}line 2: JSON\.parse/);
  });
});

test('a wrong type is told with its line and without a path', async () => {
  const said = await failureOf('const fine = 1;\nconst seat: pi.Seat = pi.fullName;');
  expect(said).toMatch(/^This cell was not run; TypeScript does not accept it\.\n {2}line 2: /);
  expect(said).toContain('    const seat: pi.Seat = pi.fullName;');
  expect(said).not.toMatch(/import\(|\//);
});

test('a name of a cell that has not run comes with what to do', async () => {
  expect(await failureOf('laterTalks.length')).toContain('run that cell first');
});

test('a promise is no result', async () => {
  const { stdout } = await kernel.run('Promise.resolve(3)');
  expect(stdout).toContain('put await before it');
});
