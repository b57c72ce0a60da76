import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plotlyMime } from '../../kernel-lib/src/edge/notebook/figure';
import { parseRatingFile } from '../../kernel-lib/src/rating/study';
import { transcriptMime } from '../../kernel-lib/src/transcript/schema';
import { nthId, nthLine } from '../support/index-lines';
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
      inSession({ jupyter, app }, showsAndSaves)
    );

    test.each(apps)('a file of episodes opens, is rated and linked to in: jupyter %s', app =>
      inSession({ jupyter, app }, browsesAndRates)
    );
  });
});

async function inSession(program: LabProgram, walk: (lab: LabSession) => Promise<void>) {
  const lab = new LabSession(program);
  lab.write('runs/test/run.json', JSON.stringify({ id: testRun.id }));
  try {
    await walk(lab);
    expect(lab.outside).toEqual([]);
  } finally {
    await lab.stop();
  }
}

/** A transcript, a figure and a rating in a notebook that nobody has trusted. */
async function showsAndSaves(lab: LabSession): Promise<void> {
  const figure = { data: [{ type: 'bar', x: ['a'], y: [1] }], layout: { width: 300, height: 200 } };
  const outputs = [{ [transcriptMime]: blindWith() }, { [plotlyMime]: figure }];
  const notebook = notebookOf(...outputs.map(each => ({ ...each, 'text/plain': '-' })));
  lab.write('talk.ipynb', notebook.replaceAll('"tslab"', '"python3"'));
  await lab.start();
  expect(await isTrusted(`${lab.url}/api/contents/talk.ipynb`)).toBe(false);
  const page = await lab.open('talk.ipynb');
  await page.locator('.sot-figure').scrollIntoViewIfNeeded(); // it is drawn where somebody looks
  await page.locator('.sot-plotly .bars path').first().waitFor();
  const before = lab.read('talk.ipynb');
  await page.getByRole('radio', { name: /^0,/ }).first().focus();
  await page.keyboard.press('Control+s'); // the application's own key, from inside an output
  // Read while it is written, a file may be empty.
  const isSaved = (now: string) => now !== before && now.includes(transcriptMime);
  await expect.poll(() => isSaved(lab.read('talk.ipynb'))).toBe(true);
  await rate(page, page.locator('.sot-root').first(), 'Noor');
  expect(ratingsIn(lab)).toHaveLength(1);
}

/** The episode browser: a list, a talk, a rating that the list shows, and a link that opens it again. */
async function browsesAndRates(lab: LabSession): Promise<void> {
  const file = 'runs/test/episodes.jsonl';
  lab.write(file, [1, 2, 3].map(nthLine).join(''));
  await lab.start();
  const page = await lab.open(file);
  const talk = (of: Page) =>
    of.locator('.sot-read .sot-head code').getByText(nthId(2), { exact: true }).waitFor();
  const list = page.getByRole('listbox', { name: 'Episodes' });
  await list.getByRole('option').nth(2).waitFor();
  await list.focus();
  for (const key of ['Home', 'ArrowDown']) await page.keyboard.press(key);
  await talk(page);
  await page.getByRole('button', { name: 'Rate this episode' }).click();
  await rate(page, page.locator('.sot-read article'), 'Ava');
  await page.getByRole('option', { name: /^rated by you/ }).waitFor();
  expect(ratingsIn(lab).map(({ episode }) => episode)).toEqual([nthId(2)]);
  await page.getByRole('option', { name: /^rated by you/ }).click();
  await talk(page);
  const address = await page.getByRole('link', { name: 'Copy link' }).getAttribute('href');
  await page.goto('about:blank');
  await page.goto(address!);
  await talk(page);
}

/** Scores both people with zeros and submits, by keyboard. */
async function rate(page: Page, output: Locator, first: string): Promise<void> {
  const scale = output.getByRole('radiogroup', { name: `Believability, ${first}` });
  await scale.getByRole('radio', { name: /^0,/ }).focus();
  for (let i = 0; i < 14; i++) {
    await page.keyboard.press('0');
    await page.keyboard.press('Enter');
  }
  await page.keyboard.press('Control+Enter');
  await page.keyboard.type('Ann');
  await page.keyboard.press('Enter');
  await page
    .locator('[data-sot-state="saved"], .sot-rated:not(.sot-rated--open)')
    .first()
    .waitFor();
}

function ratingsIn(lab: LabSession) {
  const files = lab.list('runs/test').filter(each => each.startsWith('ratings/'));
  return files.map(each => parseRatingFile(lab.read(`runs/test/${each}`)));
}

/** Whether the server holds the notebook's outputs to be somebody's own. */
async function isTrusted(address: string): Promise<boolean> {
  const { content } = (await (await fetch(address)).json()) as {
    content: { cells: { metadata: { trusted?: boolean } }[] };
  };
  return content.cells.every(({ metadata }) => metadata.trusted === true);
}
