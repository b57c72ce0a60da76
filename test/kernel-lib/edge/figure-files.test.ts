import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { foundChromium } from '../../../kernel-lib/src/edge/chromium';
import { writeFigure, writeFigures } from '../../../kernel-lib/src/edge/figure-files';
import { Figure } from '../../../kernel-lib/src/figure/schema';
import { figure } from '../../support/figure';
import { emptyFolder } from '../../support/folder';

const without = { chromium: { kind: 'none', reason: 'no browser here' } } as const;
const names = (paths: readonly string[]) => paths.map(path => basename(path));

test('a figure is written as data and as a page, and the paths are returned', async () => {
  const folder = join(emptyFolder(), 'figures');
  const paths = await writeFigure(folder, figure, without);
  expect(names(paths)).toEqual(['small.json', 'small.html']);
  expect(readdirSync(folder).sort()).toEqual(['plotly.min.js', 'small.html', 'small.json']);
});

test('the data is what Plotly draws, with version and provenance', async () => {
  const [path] = await writeFigure(emptyFolder(), figure, without);
  const read = JSON.parse(readFileSync(path!, 'utf8')) as unknown;
  expect(read).toMatchObject({ version: 1, data: figure.data, provenance: figure.provenance });
  expect(Figure.parse(read)).toEqual(figure);
});

test('plotly.js is laid beside the pages once, and again only where it is broken', async () => {
  const folder = emptyFolder();
  const plotly = join(folder, 'plotly.min.js');
  await writeFigure(folder, figure, without);
  const first = statSync(plotly);
  await writeFigure(folder, figure, without);
  expect(statSync(plotly).ino).toBe(first.ino);
  writeFileSync(plotly, 'cut off');
  await writeFigure(folder, figure, without);
  expect(statSync(plotly).size).toBe(first.size);
});

test('without a browser there is no picture, and the reason is heard', async () => {
  const reasons: string[] = [];
  await writeFigure(emptyFolder(), figure, {
    ...without,
    onNoPicture: reason => void reasons.push(reason)
  });
  expect(reasons).toEqual(['no browser here']);
});

test('a browser that fails costs the picture, not the figure', async () => {
  const reasons: string[] = [];
  const paths = await writeFigure(emptyFolder(), figure, {
    chromium: { kind: 'found', path: '/bin/false' },
    onNoPicture: reason => void reasons.push(reason)
  });
  expect(names(paths)).toEqual(['small.json', 'small.html']);
  expect(reasons).toEqual(['Chromium ended with code 1']);
});

test('a figure that cannot replace the old one leaves nothing half written', async () => {
  const folder = emptyFolder();
  mkdirSync(join(folder, 'small.html'));
  await expect(writeFigure(folder, figure, without)).rejects.toThrow();
  expect(readdirSync(folder).filter(name => name.endsWith('.tmp'))).toEqual([]);
});

test.skipIf(foundChromium().kind === 'none')(
  'a Chromium draws every figure, light and dark, at twice its size',
  async () => {
    const folder = emptyFolder();
    const reasons: string[] = [];
    const paths = await writeFigures(folder, [figure, { ...figure, name: 'other' }], {
      darkPicture: true,
      onNoPicture: reason => void reasons.push(reason)
    });
    expect(reasons).toEqual([]);
    const pictures = paths.filter(path => path.endsWith('.png'));
    expect(names(pictures)).toEqual(['small.png', 'small-dark.png', 'other.png', 'other-dark.png']);
    for (const picture of pictures) {
      const png = readFileSync(picture);
      expect(png.subarray(1, 4).toString()).toBe('PNG');
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([600, 400]);
    }
  },
  60_000
);

test.each([undefined, null, {}, { name: '../up', dark: { data: [], layout: {} } }])(
  '%j is no figure, and nothing is written',
  async value => {
    const folder = emptyFolder();
    await expect(writeFigure(folder, value as unknown as Figure)).rejects.toThrow(
      /^\[edge\/figure-files\] expected a figure, got/
    );
    expect(readdirSync(folder)).toEqual([]);
  }
);
