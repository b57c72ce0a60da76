import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { randomFrom } from '../../kernel-lib/src/base/random';
import { plotlyMime } from '../../kernel-lib/src/edge/notebook/figure';
import { hostileFigure, traces } from '../support/figure-fuzz';
import { LabSession, noBrowser, notebookOf } from '../support/lab';
import { isLong } from '../support/long';

const count = isLong ? 10_000 : 200;
const perBatch = 50;

/** What a batch of figures became on the page. */
interface Found {
  readonly drawn: number;
  readonly explained: number;
  readonly links: number;
  readonly markup: number;
}

/** Draws figures one after the other with JupyterLab's own renderer, and presses all their buttons. */
const drawAll = (figures: readonly object[]) => `(async () => {
  const figures = ${JSON.stringify(figures)};
  const { rendermime } = jupyterapp.shell.currentWidget.content;
  const found = { drawn: 0, explained: 0, links: 0, markup: 0 };
  for (const figure of figures) {
    const host = document.body.appendChild(document.createElement('div'));
    host.style.cssText = 'position:fixed;inset:0;z-index:9999;overflow:auto';
    const renderer = rendermime.createRenderer('${plotlyMime}');
    const { constructor: Widget } = renderer;
    await renderer.renderModel(rendermime.createModel({ data: { '${plotlyMime}': figure } }));
    Widget.attach(renderer, host);
    while (!host.querySelector('.sot-figure-menu button, [role=alert]')) {
      await new Promise(resolve => requestAnimationFrame(resolve));
    }
    for (const button of host.querySelectorAll('.updatemenu-button, .slider-tick-touchrect')) {
      button.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    }
    for (const point of host.querySelectorAll('.points path, .slice path, .bg')) {
      point.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
    }
    await new Promise(resolve => requestAnimationFrame(resolve));
    const isDrawn = host.querySelector('.sot-plotly .main-svg') !== null;
    found[isDrawn ? 'drawn' : 'explained'] += 1;
    found.links += host.querySelectorAll('.sot-plotly :is(svg, .svg-container) a[*|href]').length;
    found.markup += host.querySelectorAll(
      '.sot-plotly :is(img, script, iframe, foreignObject, [onerror], [style*="url(http"])'
    ).length;
    renderer.dispose();
    host.remove();
  }
  return found;
})()`;

describe.skipIf(noBrowser)('figures from strangers, drawn in an untrusted notebook', () => {
  const lab = new LabSession();
  const asked: string[] = [];
  let page: Page;

  beforeAll(async () => {
    lab.write('untrusted.ipynb', notebookOf({ 'text/plain': 'words' }));
    await lab.start();
    page = await lab.open('untrusted.ipynb');
    await page.getByText('words', { exact: true }).waitFor();
    page.on('request', request => asked.push(request.url()));
  });
  afterAll(() => lab.stop());

  test('every kind of chart is drawn, the unknown one apart', async () => {
    const figures = traces.map(trace => ({ data: [trace], layout: {} }));
    expect(await page.evaluate(drawAll(figures))).toMatchObject({ drawn: traces.length });
  });

  test(`${count} figures made to leak build no link and no markup`, async () => {
    const random = randomFrom(20261201);
    let drawn = 0;
    for (let done = 0; done < count; done += perBatch) {
      const figures = Array.from({ length: perBatch }, () => hostileFigure(random));
      const found = await page.evaluate<Found>(drawAll(figures));
      drawn += found.drawn;
      expect(found, JSON.stringify(figures)).toMatchObject({ links: 0, markup: 0 });
    }
    expect(drawn).toBeGreaterThan(count / 2); // else the parts that ask were not even reached
  });

  test('nothing was asked of another server, and nothing that a figure named of this one', () => {
    expect(lab.outside).toEqual([]);
    expect(asked.filter(url => url.includes('leak'))).toEqual([]);
    expect(
      asked.every(
        url =>
          /\/(extensions|static|api|lab)\//.test(url) ||
          url.startsWith('data:') ||
          url.startsWith('blob:')
      )
    ).toBe(true);
  });
});
