import { existsSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { LabError, messageOf } from '../base/fail';
import { Figure, type Drawing } from '../figure/schema';
import { defaultDrawOptions, drawnPage, foundChromium, type FoundChromium } from './chromium';
import { drawingOf, figurePage, picturePage, picturesIn, plotlyFile } from './figure-page';
import { writeWhole } from './files';

/** How figures become files. */
export interface FigureFileOptions {
  /** The browser that draws PNGs; without one there are none. */
  readonly chromium: FoundChromium;
  /** Whether a PNG for a dark ground is made too. */
  readonly darkPicture: boolean;
  /** Pixels of a PNG per pixel of the drawing. */
  readonly scale: number;
  readonly timeoutMs: number;
  /** Hears why there is no PNG. */
  readonly onNoPicture?: (reason: string) => void;
  readonly signal?: AbortSignal;
}

/** What holds where the caller does not say otherwise; looks for a Chromium. */
export function defaultFigureFileOptions(): FigureFileOptions {
  return { ...defaultDrawOptions, chromium: foundChromium(), darkPicture: false, scale: 2 };
}

/**
 * Writes a figure into a folder and returns the paths: `<name>.json` for Plotly, `<name>.html` to
 * open anywhere without a network (plotly.js is laid beside it once), and `<name>.png` where a
 * Chromium draws it. Each file is the old one or the whole new one; no PNG is no failure.
 */
export async function writeFigure(
  folder: string,
  figure: Figure,
  options: Partial<FigureFileOptions> = {}
): Promise<string[]> {
  return writeFigures(folder, [figure], options);
}

/**
 * Writes several figures, with one start of the browser for all.
 *
 * Throws: LabError [edge/figure-files] for what is no figure, such as the first of none
 */
export async function writeFigures(
  folder: string,
  figures: readonly Figure[],
  options: Partial<FigureFileOptions> = {}
): Promise<string[]> {
  figures.forEach(checkFigure);
  const settings = { ...defaultFigureFileOptions(), ...options };
  const pictures = figures.flatMap(figure => picturesFor(folder, figure, settings.darkPicture));
  const drawn = await drawnPictures(pictures, settings);
  const perFigure = settings.darkPicture ? 2 : 1;
  const pictureOf = (i: number) => (typeof drawn === 'string' ? undefined : drawn[i * perFigure]);
  const pages = figures.flatMap((figure, i) => writePage(folder, figure, pictureOf(i)));
  layPlotly(folder);
  if (typeof drawn === 'string') {
    settings.onNoPicture?.(drawn);
    return pages;
  }
  pictures.forEach(({ path }, i) => writeWhole(path, drawn[i]!));
  return [...pages, ...pictures.map(({ path }) => path)];
}

function checkFigure(figure: unknown): void {
  if (Figure.pick({ name: true, dark: true }).safeParse(figure).success) return;
  throw new LabError('edge/figure-files', {
    expected: 'a figure',
    got: figure,
    todo: 'pi.figuresOf(run) has none until models have been tried on tasks.'
  });
}

function writePage(folder: string, figure: Figure, picture: Buffer | undefined): string[] {
  const json = join(folder, `${figure.name}.json`);
  const html = join(folder, `${figure.name}.html`);
  writeWhole(json, `${JSON.stringify({ version: 1, ...figure })}\n`);
  writeWhole(html, figurePage(figure, picture));
  return [json, html];
}

/** A PNG to be made: its path and what it shows. */
interface Picture {
  readonly path: string;
  readonly drawing: Drawing;
}

function picturesFor(folder: string, figure: Figure, dark: boolean): Picture[] {
  const light = { path: join(folder, `${figure.name}.png`), drawing: drawingOf(figure) };
  const other = { path: join(folder, `${figure.name}-dark.png`), drawing: figure.dark };
  return dark ? [light, other] : [light];
}

/** A drawing of any kind as a PNG; nothing where this machine has no Chromium that draws it. */
export async function drawPicture(
  { data, layout }: Drawing,
  signal: AbortSignal
): Promise<Buffer | undefined> {
  const settings = { ...defaultFigureFileOptions(), scale: 1, signal };
  const sized = { data, layout: { width: 760, height: 450, ...layout } };
  const drawn = await drawnPictures([{ path: '', drawing: sized }], settings, everyChart);
  signal.throwIfAborted();
  return typeof drawn === 'string' ? undefined : drawn[0];
}

/** The pictures as PNGs, or the reason why there are none. */
async function drawnPictures(
  pictures: readonly Picture[],
  settings: FigureFileOptions,
  bundle = basicCharts
): Promise<Buffer[] | string> {
  if (settings.chromium.kind === 'none') return settings.chromium.reason;
  const plotly = pathToFileURL(plotlyPath(bundle)).href;
  const drawings = pictures.map(picture => picture.drawing);
  try {
    const desk = await mkdtemp(join(tmpdir(), 'sotopia-pi-figure-'));
    try {
      const page = join(desk, 'picture.html');
      await writeFile(page, picturePage(drawings, plotly, settings.scale));
      const drawn = await drawnPage(settings.chromium.path, pathToFileURL(page).href, settings);
      if (drawn.kind === 'failed') return drawn.reason;
      const pngs = picturesIn(drawn.html);
      return pngs.length === drawings.length ? pngs : 'Plotly could not draw it';
    } finally {
      await rm(desk, { recursive: true, force: true });
    }
  } catch (error) {
    return messageOf(error);
  }
}

/** Puts plotly.js beside the pages, unless it lies there already. */
function layPlotly(folder: string): void {
  const source = plotlyPath(basicCharts);
  const target = join(folder, plotlyFile);
  if (existsSync(target) && statSync(target).size === statSync(source).size) return;
  writeWhole(target, readFileSync(source));
}

/** Plotly with the charts of our figures, and with every chart. */
const basicCharts = 'plotly.js-basic-dist-min';
const everyChart = 'plotly.js-strict-dist-min';

function plotlyPath(bundle: string): string {
  try {
    return createRequire(__filename).resolve(bundle);
  } catch (error) {
    throw new LabError('edge/figure-files', {
      expected: `the package ${bundle}`,
      got: messageOf(error),
      todo: 'Install it again with npm ci.',
      cause: error
    });
  }
}
