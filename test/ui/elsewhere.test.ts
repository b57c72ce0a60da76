import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plotlyMime } from '../../kernel-lib/src/edge/notebook-figure';
import { parseRatingFile } from '../../kernel-lib/src/rating/study';
import { transcriptMime } from '../../kernel-lib/src/transcript/schema';
import { LabSession, noBrowser, notebookOf, type LabProgram } from '../support/lab';
import { root } from '../support/source-tree';
import { blindWith, testRun } from '../support/transcripts';

const place = mkdtempSync(join(tmpdir(), 'sotopia-pi-elsewhere-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

/** The oldest JupyterLab 4 there is, and the newest ones. */
const environments = [
  ['the oldest', ['jupyterlab==4.0.0'], /^JupyterLab v4\.0\.0$/m, ['lab']],
  [
    'the newest',
    ['jupyterlab>=4.6,<5', 'notebook>=7.6,<8'],
    /^JupyterLab v4\.\d+/m,
    ['lab', 'notebook']
  ]
] as const;

const run = (program: string, ...args: readonly string[]) =>
  execFileSync(program, args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
const uv = (...args: readonly string[]) => run(join(root, '.venv/bin/uv'), ...args);

/** Packs the wheel; the same sources give the same bytes. */
function wheelIn(folder: string): string {
  run(process.execPath, 'extension/wheel.mjs', folder);
  const [file] = readdirSync(folder);
  return join(folder, file!);
}

describe.skipIf(noBrowser)('an environment without Node', () => {
  let wheel: string;
  beforeAll(() => {
    wheel = wheelIn(join(place, 'wheel'));
  });

  test('gets a wheel of the prebuilt extension, the same bytes each time', () => {
    expect(wheel).toMatch(/sotopia_pi_lab-\d+\.\d+\.\d+-py3-none-any\.whl$/);
    expect(readFileSync(wheelIn(join(place, 'again'))).equals(readFileSync(wheel))).toBe(true);
  });

  describe.each(environments)('of %s JupyterLab 4', (_, packages, version, apps) => {
    const venv = join(place, packages[0].replace(/\W/g, '-'));
    const jupyter = join(venv, 'bin/jupyter');

    beforeAll(() => {
      uv('venv', '--quiet', '--python', join(root, '.venv/bin/python'), venv);
      uv('pip', 'install', '--quiet', '--python', join(venv, 'bin/python'), ...packages, wheel);
    });

    test('finds the installed extension compatible', () => {
      const said = run('/bin/sh', '-c', `'${jupyter}' labextension list 2>&1`);
      expect(said).toMatch(version);
      expect(stripVTControlCharacters(said)).toMatch(
        /sotopia-pi-lab v\S+ enabled OK \(python, sotopia_pi_lab\)/
      );
    });

    test.each(apps)('an untrusted notebook shows and saves in: jupyter %s', app =>
      showsAndSaves({ jupyter, app })
    );
  });
});

/** A transcript, a figure and a rating in a notebook that nobody has trusted. */
async function showsAndSaves(program: LabProgram): Promise<void> {
  const lab = new LabSession(program);
  const figure = { data: [{ type: 'bar', x: ['a'], y: [1] }], layout: { width: 300, height: 200 } };
  lab.write('runs/test/run.json', JSON.stringify({ id: testRun.id }));
  const outputs = [{ [transcriptMime]: blindWith() }, { [plotlyMime]: figure }];
  const notebook = notebookOf(...outputs.map(each => ({ ...each, 'text/plain': '-' })));
  lab.write('talk.ipynb', notebook.replaceAll('"tslab"', '"python3"'));
  try {
    await lab.start();
    expect(await isTrusted(`${lab.url}/api/contents/talk.ipynb`)).toBe(false);
    const page = await lab.open('talk.ipynb');
    await page.locator('.sot-plotly .bars path').first().waitFor();
    await page
      .getByRole('radiogroup', { name: 'Believability, Noor' })
      .getByRole('radio', { name: /^0,/ })
      .focus();
    for (let i = 0; i < 14; i++) {
      await page.keyboard.press('0');
      await page.keyboard.press('Enter');
    }
    await page.keyboard.press('Control+Enter');
    await page.keyboard.type('Ann');
    await page.keyboard.press('Enter');
    await page.locator('[data-sot-state="saved"]').waitFor();
    const [file] = lab.list('runs/test').filter(each => each.startsWith('ratings/'));
    expect(parseRatingFile(lab.read(`runs/test/${file}`)).handedIn).toHaveLength(1);
    expect(lab.outside).toEqual([]);
  } finally {
    await lab.stop();
  }
}

/** Whether the server holds the notebook's outputs to be somebody's own. */
async function isTrusted(address: string): Promise<boolean> {
  const { content } = (await (await fetch(address)).json()) as {
    content: { cells: { metadata: { trusted?: boolean } }[] };
  };
  return content.cells.every(({ metadata }) => metadata.trusted === true);
}
