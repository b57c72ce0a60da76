import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeFigures } from '../../edge/figure-files';
import { figureBundle } from '../../edge/notebook/figure';
import { put } from '../../edge/notebook/show';
import { Figure } from '../../figure/schema';
import { stopSignal } from '../surroundings';
import { notAFigure } from './wrong';

/**
 * Shows a figure like `show`, with a picture for readers that cannot draw it, such as a web page
 * of the notebook. Without a Chromium on this machine it is the numbers as a table.
 */
export async function showPicture(figure: Figure): Promise<void> {
  const { error } = Figure.safeParse(figure);
  if (error) throw notAFigure(figure, error);
  put(figureBundle(figure, await pictureOf(figure)));
}

async function pictureOf(figure: Figure): Promise<Buffer | undefined> {
  const desk = await mkdtemp(join(tmpdir(), 'sotopia-pi-picture-'));
  try {
    const paths = await writeFigures(desk, [figure], { signal: stopSignal(), scale: 1 });
    const png = paths.find(path => path.endsWith('.png'));
    return png === undefined ? undefined : await readFile(png);
  } finally {
    await rm(desk, { recursive: true, force: true });
  }
}
