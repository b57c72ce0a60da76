import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { codeCells, outputText, proseOf, readNotebook, type Notebook } from '../support/notebook';
import { emptyProject } from '../support/project';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const notebooks = readdirSync(join(repository, 'notebooks'), { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.ipynb') && !file.includes('checkpoints'))
  .sort();

/** With SOTOPIA_PI_KEEP_OUTPUTS=1 a notebook's outputs are replaced by those of a clean run. */
const keepsOutputs = process.env.SOTOPIA_PI_KEEP_OUTPUTS === '1';

describe.each(notebooks)('%s', name => {
  const path = join(repository, 'notebooks', name);
  const notebook = () => readNotebook(path);

  test('runs in a fresh kernel, and again on what it made, and brings out its committed outputs', async () => {
    const project = notebookProject();
    const first = await executed(path, project, name);
    if (keepsOutputs) copyFileSync(first, path);
    const committed = resultsOf(notebook());
    expect(resultsOf(readNotebook(first))).toEqual(committed);
    const second = await executed(path, project, name);
    expect(resultsOf(readNotebook(second))).toEqual(committed);
  });

  test('has been run once from top to bottom', () => {
    const counts = codeCells(notebook()).map(cell => cell.execution_count);
    expect(counts).toEqual(counts.map((_, i) => i + 1));
  });

  test('says of every exercise how it stands', () => {
    const checks = codeCells(notebook()).filter(({ source }) => source.includes('pi.check('));
    expect(checks.length).toBeGreaterThan(0);
    const said = name.startsWith('solutions') ? 'Right.' : 'Not yet: there is no answer so far.';
    expect(checks.flatMap(({ outputs }) => outputs.map(outputText))).toEqual(
      checks.map(() => `stdout: ${said}\n`)
    );
  });

  test('begins with one import, of the library by its name', () => {
    const [first, ...others] = codeCells(notebook()).map(({ source }) => source);
    expect(first).toMatch(/^import \* as pi from 'sotopia-pi';\n/);
    expect([first!.split('\n').slice(1).join('\n'), ...others].join('\n')).not.toMatch(
      /^import |require\(/m
    );
  });

  test('has short cells, and about as much prose as code', () => {
    const lengths = codeCells(notebook()).map(({ source }) => source.split('\n').length);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(15);
    const prose = notebook().cells.length - lengths.length;
    expect(prose / lengths.length).toBeGreaterThan(0.6);
    expect(prose / lengths.length).toBeLessThan(1.5);
  });

  test('ends with a link to another notebook, and every link leads to a file', () => {
    const links = notebook()
      .cells.filter(cell => cell.cell_type === 'markdown')
      .map(({ source }) => [...source.matchAll(/\]\(([^)]+)\)/g)].map(([, to]) => to!));
    const own = links.flat().filter(to => !to.startsWith('https:'));
    expect(own.filter(to => !existsSync(join(dirname(path), to)))).toEqual([]);
    expect(links.at(-1)!.at(-1)).toMatch(/^\d\d-[a-z-]+\.ipynb$/);
  });

  test('types no result into its prose', () => {
    expect(proseOf(notebook()).filter(line => /\d/.test(line))).toEqual([]);
  });
});

/** A project of the test's own in which the notebooks can stand. */
function notebookProject(): string {
  const project = emptyProject();
  symlinkSync(join(repository, 'node_modules'), join(project, 'node_modules'));
  return project;
}

/** Runs a notebook in a project's folder; returns the path of what came out. */
async function executed(path: string, project: string, name: string): Promise<string> {
  const folder = dirname(join(project, 'notebooks', name));
  const target = join(folder, 'executed.ipynb');
  mkdirSync(folder, { recursive: true });
  const python = join(repository, '.venv/bin/python');
  const script = join(repository, 'test/support/execute_notebook.py');
  await promisify(execFile)(python, [script, path, target, folder]);
  return target;
}

function resultsOf(notebook: Notebook) {
  return codeCells(notebook).map(cell => ({
    source: cell.source,
    count: cell.execution_count,
    text: cell.outputs.map(outputText)
  }));
}
