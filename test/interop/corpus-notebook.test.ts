import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { normbank } from '../../kernel-lib/src/inspiration/read-normbank';
import { zipOf } from '../support/archives';
import { codeCells, outputText, readNotebook } from '../support/notebook';
import { emptyProject } from '../support/project';
import { root } from '../support/source-tree';
import { syntheticCorpus } from '../support/synthetic';

const notebook = join(root, 'notebooks/01-inspiration-and-task.ipynb');
const shippedPath = "const corpus = 'data/inspiration';";
const shippedRun = 'runs/inspiration-and-task';

/** The three corpora as their makers pack them, cruft included, below a project. */
async function corporaIn(project: string): Promise<void> {
  const folder = join(project, 'corpora');
  mkdirSync(folder);
  const plain = join(project, 'chem.tsv');
  await syntheticCorpus(plain, 2000);
  const chem = zipOf(
    { name: 'social-chem-101/social-chem-101.v1.0.tsv', bytes: readFileSync(plain) },
    { name: '__MACOSX/._social-chem-101.v1.0.tsv', bytes: Buffer.from('x') }
  );
  writeFileSync(join(folder, 'social-chem-101.zip'), chem);
  const answers = { question: 'q', answerA: 'a', answerB: 'b', answerC: 'c' };
  const row = (n: number) => JSON.stringify({ context: `Ava met friend ${n}.`, ...answers });
  const rows = Array.from({ length: 50 }, (_, n) => `${row(n)}\n`).join('');
  const iqa = zipOf(
    { name: 'socialiqa-train-dev/train.jsonl', bytes: Buffer.from(rows) },
    { name: 'socialiqa-train-dev/train-labels.lst', bytes: Buffer.from('1\n'.repeat(50)) },
    { name: 'socialiqa-train-dev/dev.jsonl', bytes: Buffer.from(`${row(99)}\n`) }
  );
  writeFileSync(join(folder, 'socialiqa-train-dev.zip'), iqa);
  const norm = (n: number) => normbank.columns.map(name => `${name} ${n}`).join(',');
  const norms = Array.from({ length: 50 }, (_, n) => norm(n)).join('\n');
  writeFileSync(join(folder, 'NormBank.csv'), `${normbank.columns.join(',')}\n${norms}\n`);
}

test('with one changed path, the first notebook works on the corpora as they are published', async () => {
  const project = emptyProject();
  symlinkSync(join(root, 'node_modules'), join(project, 'node_modules'));
  await corporaIn(project);
  const text = readFileSync(notebook, 'utf8');
  expect(text).toContain(shippedPath);
  expect(text).toContain(shippedRun);
  const folder = join(project, 'notebooks');
  mkdirSync(folder);
  const changed = join(folder, 'changed.ipynb');
  const target = join(folder, 'executed.ipynb');
  writeFileSync(
    changed,
    text.replace(shippedPath, "const corpus = 'corpora';").replaceAll(shippedRun, 'runs/corpora')
  );
  const script = join(root, 'test/support/execute_notebook.py');
  await promisify(execFile)(join(root, '.venv/bin/python'), [script, changed, target, folder]);
  const outputs = codeCells(readNotebook(target)).flatMap(cell => cell.outputs);
  expect(outputs.filter(({ output_type }) => output_type === 'error')).toEqual([]);
  const said = outputs.map(outputText).join('\n');
  expect(said).toContain('social-chem-101.v1.0.tsv');
  expect(said).toContain('number'); // a situation of that corpus
});
