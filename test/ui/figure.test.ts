import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { writeFigure } from '../../kernel-lib/src/edge/figure-files';
import { figureBundle, plotlyMime } from '../../kernel-lib/src/edge/notebook/figure';
import { gridOf, tableBundle } from '../../kernel-lib/src/edge/notebook/table';
import { figure4 } from '../../kernel-lib/src/figure/figure4';
import { gapsOf } from '../../kernel-lib/src/figure/gaps';
import { summaryOf } from '../../kernel-lib/src/evaluation/compare';
import { scoreWith } from '../support/scores';
import { LabSession, noBrowser, notebookOf } from '../support/lab';
import { hostilePayloads } from '../support/hostile-payloads';
import { violationsIn } from '../support/page';
import { transcriptMime } from '../../kernel-lib/src/transcript/schema';

const bars = (color: string) => ({
  data: [{ type: 'bar', x: ['base', 'BC'], y: [3, 5], marker: { color } }],
  layout: {
    title: { text: 'Training <b>raises</b> the goal score' },
    width: 500,
    height: 300,
    images: [{ source: 'http://127.0.0.1:9/tracker.png', x: 0, y: 0, sizex: 1, sizey: 1 }]
  }
});

/** Figure 4 of a rehearsal, as a run draws it. */
function figureOf() {
  const scores = ['base', 'BC', 'BC+SR'].map((model, i) => scoreWith(3 + i, { model }));
  return figure4(summaryOf(scores), gapsOf(scores), {
    provenance: { run: 'run-ours', prompts: {}, models: {} },
    rehearsal: true,
    scope: 'the hard tasks'
  });
}

/** A figure with a subtitle, which Plotly sets below the measured title. */
const titled = {
  [plotlyMime]: {
    ...bars('rgb(10, 20, 30)'),
    layout: { title: { text: 'Title', subtitle: { text: 'Subtitle' } }, width: 500, height: 600 }
  },
  'text/plain': '-'
};

/** What somebody could write into the labels of a figure. */
const labels = [
  '<script>window.ran=1</script>',
  '<img src=x onerror="window.ran=1">',
  '<a href="javascript:window.ran=1">press</a>',
  '<svg onload="window.ran=1"></svg>',
  '<foreignObject><iframe src="http://127.0.0.1:9/"></iframe></foreignObject>',
  '<b style="background:url(http://127.0.0.1:9/x.png)" onclick="window.ran=1">bold</b>',
  '\u202Eevil\u001b[2J',
  'x'.repeat(20_000)
];
const hostileFigure = {
  data: [
    { type: 'bar', x: labels, y: labels.map((_, i) => i + 1), text: labels, name: labels[0] },
    { type: 'scatter', mode: 'markers+text', x: labels, y: labels, text: labels, name: labels[1] }
  ],
  layout: {
    title: { text: labels.slice(0, 6).join(' ') },
    xaxis: { title: { text: labels[2] } },
    annotations: labels.map(text => ({ text, x: 0, y: 0 })),
    width: 700,
    height: 400
  }
};

describe.skipIf(noBrowser)('in a real JupyterLab', () => {
  const lab = new LabSession();
  let page: Page;
  let count = 0;

  beforeAll(async () => {
    const figure = { ...bars('rgb(10, 20, 30)'), dark: bars('rgb(200, 210, 220)') };
    const outputs = [figure, { data: 'none' }, hostileFigure].map(each => ({
      [plotlyMime]: each,
      'text/plain': '-'
    }));
    lab.write('figures.ipynb', notebookOf(...outputs));
    lab.write('titled.ipynb', notebookOf(titled));
    lab.write('words.ipynb', notebookOf({ 'text/plain': 'words' }));
    const ours = figureOf();
    const [, page] = await writeFigure(lab.files, ours);
    lab.write('ours.html', readFileSync(page!, 'utf8'));
    lab.write('ours.ipynb', notebookOf({ ...figureBundle(ours) }));
    const money = gridOf([{ offer: '$20 for it, $30 \\(at\\) most' }]);
    lab.write(
      'money.ipynb',
      notebookOf(tableBundle(money, false), { 'text/html': '<p>$x^2$</p>', 'text/plain': '-' })
    );
    const hostile = hostilePayloads.filter(
      // with these the server does not even open the notebook
      ([name, payload]) => payload !== undefined && !/^a (very deep|lone surrogate)/.test(name)
    );
    count = hostile.length;
    lab.write(
      'hostile.ipynb',
      notebookOf(
        ...hostile.map(([, payload]) => ({ [transcriptMime]: payload, 'text/plain': '-' }))
      )
    );
    await lab.start();
  });
  afterAll(() => lab.stop());

  const bar = (number = 0) => page.locator('.sot-plotly .bars path').nth(number);

  test('a figure is drawn, follows the theme, and is saved in three formats', async () => {
    page = await lab.open('figures.ipynb');
    await bar().waitFor();
    expect((await bar().boundingBox())?.width).toBeGreaterThan(100);
    expect(await bar().getAttribute('style')).toContain('fill: rgb(10, 20, 30)');
    for (const [format, start] of [
      ['PNG', '\u0089PNG'],
      ['SVG', '<svg'],
      ['JSON', '{"data"']
    ] as const) {
      const waiting = page.waitForEvent('download');
      await page.locator('.sot-figure').first().hover();
      await page
        .getByRole('button', { name: `Save as ${format}` })
        .first()
        .click();
      const download = await waiting;
      expect(download.suggestedFilename()).toBe(
        `training-raises-the-goal-score.${format.toLowerCase()}`
      );
      const bytes = lab.bytesOf(await download.path());
      expect(bytes.toString('latin1', 0, start.length)).toBe(start);
    }
    await page.evaluate(`document.body.dataset.jpThemeLight = 'false'`);
    await page.locator('.sot-plotly .bars path[style*="rgb(200, 210, 220)"]').first().waitFor();
  });

  test('a title stays above its subtitle when the theme changes, in sight or out of it', async () => {
    const titles = await lab.open('titled.ipynb');
    const top = async (part: string) =>
      (await titles.locator('.sot-plotly').locator(part).boundingBox())!.y;
    const distance = async () => (await top('.gtitle-subtitle')) - (await top('.gtitle'));
    await titles.locator('.gtitle').waitFor();
    await titles.getByRole('button', { name: 'New Launcher' }).last().click();
    await titles.locator('.gtitle').waitFor({ state: 'hidden' });
    await titles.evaluate(`document.body.dataset.jpThemeLight = 'false'`);
    await titles.getByRole('tab', { name: 'titled.ipynb' }).click();
    await titles.locator('.gtitle-subtitle').waitFor();
    expect(await distance()).toBeGreaterThan(10);
    for (const isLight of ['true', 'false', 'true']) {
      await titles.evaluate(
        `document.querySelectorAll('.main-svg').forEach(svg => (svg.dataset.old = ''))`
      );
      await titles.evaluate(`document.body.dataset.jpThemeLight = '${isLight}'`);
      await titles.locator('.main-svg:not([data-old]) .gtitle-subtitle').waitFor();
      expect(await distance()).toBeGreaterThan(10);
    }
    await titles.close();
  });

  test('one of ours fits a narrow pane, its mark included', async () => {
    const narrow = await lab.open('ours.ipynb');
    await narrow.setViewportSize({ width: 667, height: 600 }); // 1000 px at 150 %
    const widest = `Math.max(...[...document.querySelectorAll('.sot-plotly :is(.bars path, .shapelayer text)')]
      .map(part => part.getBoundingClientRect().right))`;
    const edge = `document.querySelector('.sot-figure').getBoundingClientRect().right`;
    await narrow.locator('.sot-plotly[style*="scale"] .shapelayer text').first().waitFor();
    expect(await narrow.evaluate<boolean>(`${widest} <= ${edge}`)).toBe(true);
    await narrow.close();
  });

  test('the file of a figure is a still picture in JupyterLab, and says where it is drawn', async () => {
    const file = await lab.open('ours.html');
    const frame = file.frameLocator('iframe').first();
    await frame.getByText('open this file from its folder in a browser').waitFor();
    expect(await frame.locator('#figure img').count()).toBe(1);
    expect(await frame.locator('table').count()).toBe(1);
    await file.close();
  });

  test('money stays money in the outputs of tables', async () => {
    const words = await lab.open('money.ipynb');
    await words
      .locator('.jp-OutputArea-output')
      .getByText('$20 for it, $30 \\(at\\) most')
      .waitFor();
    await words.locator('.jp-OutputArea-output mjx-container').first().waitFor(); // a formula elsewhere
    expect(await words.locator('table mjx-container').count()).toBe(0);
    await words.close();
  });

  test('a payload that is no figure is an error text', async () => {
    await page.getByRole('alert').filter({ hasText: 'expected a Plotly figure' }).waitFor();
  });

  test('where the drawing library cannot be loaded, the figure says so', async () => {
    const words = await lab.open('words.ipynb', await lab.anotherBrowser()); // it has loaded none yet
    await words.route('**/extensions/**/*.js*', route => route.abort());
    await words.locator('.jp-DirListing-item').getByText('titled.ipynb').dblclick();
    await words.getByRole('alert').filter({ hasText: 'a figure that can be drawn' }).waitFor();
    await words.close();
  });

  test('labels run nothing, load nothing and lead nowhere, on the page and in what is saved', async () => {
    const plot = page.locator('.sot-plotly').nth(1);
    await plot.locator('.bars path').first().waitFor();
    const parts =
      'script, img:not([src^="data:"]), iframe, foreignObject, [onerror], [onload], [onclick]';
    expect(await plot.locator(parts).count()).toBe(0);
    expect(await plot.locator('a[*|href^="javascript:" i]').count()).toBe(0);
    const waiting = page.waitForEvent('download');
    await page.locator('.sot-figure').nth(2).hover();
    await page.getByRole('button', { name: 'Save as SVG' }).nth(1).click();
    const svg = lab.bytesOf(await (await waiting).path()).toString();
    expect(svg).not.toMatch(
      /<(script|img|iframe|foreignObject)|<[^<>]*(javascript:|\son[a-z]+=|:9\/)/i
    );
    expect(await page.evaluate('"ran" in window')).toBe(false);
  });

  test('axe finds nothing in figures, their menus and what cannot be drawn', async () => {
    expect(await violationsIn(page, '.sot-figure')).toEqual([]);
  });

  test('hostile payloads are text or an error, write nothing and run nothing', async () => {
    const before = lab.list('.');
    await page.close();
    page = await lab.open('hostile.ipynb');
    await page
      .locator('.jp-CodeCell')
      .nth(count - 1)
      .locator('.sot-root')
      .waitFor();
    expect(await page.locator('.sot-root').count()).toBe(count);
    expect(await page.evaluate('window.ran')).toBeUndefined();
    expect(await page.locator('.sot-root :is(script, img, iframe)').count()).toBe(0);
    expect(lab.list('.')).toEqual(before);
  });

  test('no request left the server', () => expect(lab.outside).toEqual([]));
});
