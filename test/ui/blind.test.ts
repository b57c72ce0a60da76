import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Episode } from '../../kernel-lib/src/episode/schema';
import { Rating } from '../../kernel-lib/src/rating/schema';
import { codeCells, readNotebook } from '../support/notebook';
import { root } from '../support/source-tree';

const place = mkdtempSync(join(tmpdir(), 'sotopia-pi-blind-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));
const folder = join(place, 'run');
const python = join(root, '.venv/bin/python');
const program = join(root, 'test/support/execute_notebook.py');
const settings = '{ tasks: 1, pairs: 2, evaluationPairs: 1, repeats: 1 }';
const hidden = '{ blind: true, secrets: false }';
const cells = [
  `import * as pi from 'sotopia-pi';\nconst run = pi.openRun(${JSON.stringify(folder)}, ${settings});`,
  'await pi.writeTasks(run);\nawait pi.playEpisodes(run);\nawait pi.rateEpisodes(run);',
  `const talks = run.rows(pi.tables.episodes);
const [talk] = talks;
const other = talks.find(each => each.task.id === talk.task.id && each.id !== talk.id);
pi.show(talk, ${hidden});`,
  `pi.compare(talk, other, ${hidden});`
];

/** The rows of one of the run's files. */
function rows<T>(name: string, schema: { parse(value: unknown): T }): T[] {
  const lines = readFileSync(join(folder, `${name}.jsonl`), 'utf8')
    .trimEnd()
    .split('\n');
  return lines.map(line => schema.parse(JSON.parse(line)));
}

describe('a notebook that shows episodes to a blind reader, as it is saved', () => {
  let outputs: Record<string, string>[];

  beforeAll(() => {
    const [source, target] = ['in', 'out'].map(name => join(place, `${name}.ipynb`));
    const kernelspec = { name: 'tslab', display_name: 'TypeScript', language: 'typescript' };
    const code = cells.map((text, i) => ({
      ...{ cell_type: 'code', id: `cell-${i}`, metadata: {}, execution_count: null },
      ...{ source: text, outputs: [] }
    }));
    const notebook = { nbformat: 4, nbformat_minor: 5, metadata: { kernelspec }, cells: code };
    writeFileSync(source!, JSON.stringify(notebook));
    execFileSync(python, [program, source!, target!, root], { stdio: 'ignore' });
    outputs = codeCells(readNotebook(target!))
      .slice(2)
      .flatMap(cell => cell.outputs)
      .flatMap(output => ('data' in output ? [output.data] : []))
      .map(data =>
        Object.fromEntries(Object.entries(data).map(([mime, form]) => [mime, JSON.stringify(form)]))
      );
  });

  test('holds an episode and a pair, each as payload, page and text', () => {
    expect(outputs.map(forms => Object.keys(forms).sort())).toEqual([
      ['application/vnd.sotopia.transcript.v1+json', 'text/html', 'text/plain'],
      ['application/vnd.sotopia.pair.v1+json', 'text/html', 'text/plain']
    ]);
  });

  test('tells in none of these forms models, sets, secrets, ratings or repairs', () => {
    const talks = rows('episodes', Episode);
    const ratings = rows('ratings', Rating);
    const secrets = talks.flatMap(({ cast }) => cast.map(({ secret }) => secret)).filter(Boolean);
    const reasons = ratings.flatMap(({ seats }) =>
      seats.flatMap(seat => Object.values(seat).map(({ reason }) => reason))
    );
    const raters = ratings.map(({ rater }) => (rater.kind === 'person' ? rater.id : rater.model));
    const models = talks.flatMap(talk => talk.models);
    expect([models, secrets, reasons, raters].every(({ length }) => length > 0)).toBe(true);
    const traces = [...models, ...raters, ...secrets, ...reasons, ...talks.map(({ tag }) => tag)];
    for (const form of outputs.flatMap(forms => Object.values(forms))) {
      const found = traces.filter(trace => trace.length > 3 && form.includes(trace));
      expect([...new Set(found)]).toEqual([]);
      expect(form).not.toMatch(/"(models|attempts|score|ratings|prompt|secret|tag)"|repaired/);
    }
  });
});
