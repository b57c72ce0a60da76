import { expect, test } from 'vitest';
import { firstNotebook } from '../../../extension/src/launch/first-notebook';
import { Notebook, codeCells } from '../../support/notebook';

const notebookIn = (folder: string, ...taken: readonly string[]) =>
  firstNotebook(
    folder,
    taken.map(name => ({ name })),
    'tslab'
  );

test('a first notebook imports the library and opens a run of its own', () => {
  const { path, content } = notebookIn('notebooks');
  expect(path).toBe('notebooks/sotopia-1.ipynb');
  const [first] = codeCells(Notebook.parse(content));
  expect(first?.source).toContain("import * as pi from 'sotopia-pi';");
  expect(first?.source).toContain("pi.openRun('runs/sotopia-1'");
  expect(first?.source).toContain("models: 'rehearsal'");
});

test('its name is neither that of another notebook nor that of another run', () => {
  expect(notebookIn('', 'sotopia-1.ipynb', 'sotopia-2').path).toBe('sotopia-3.ipynb');
});
