import type { Words } from '../words';
import { configOf } from './config';
import { sentencesOf, type Report } from './left-out';
import { fillMenu } from './menu';
import { loadOutlines } from './outlines';
import { isRecord, type Drawing, type FigurePayload } from './payload';
import { safeDrawing, safeFrames } from './safe';
import { themedDrawing } from './themed';
import { hasOutlines } from './traces';

/** Whether the page is dark now. */
export const isDarkNow = (): boolean => document.body.dataset.jpThemeLight === 'false';

/**
 * Draws a figure into a node, with what had to be left out and a menu to save the figure below.
 * Plotly is loaded with the first figure.
 */
export async function drawFigure(
  node: HTMLElement,
  payload: FigurePayload,
  words: Words
): Promise<void> {
  const { default: plotly } = await import('plotly.js-strict-dist-min');
  const [plot, notes, menu] = partsOf(node);
  const report: Report = { parts: new Set(), unknownTypes: new Set() };
  const drawing = safeDrawing(themedDrawing(payload, isDarkNow()), report);
  const frames = safeFrames(payload.frames ?? [], report);
  if (hasOutlines(drawing.data)) await loadOutlines();
  const title = titleOf(drawing) || words.__('Figure');
  plot.setAttribute('role', payload.dark ? 'img' : 'group');
  plot.setAttribute('aria-label', title);
  plotly.purge(plot); // a changed drawing would keep the places of the old one's titles
  plot.dataset.hasWidth = String(payload.dark !== undefined && 'width' in drawing.layout);
  await plotly.newPlot(plot, { ...drawing, frames, config: configOf(payload) });
  notes.replaceChildren(...sentencesOf(report, words).map(noteOf));
  notes.hidden = notes.childElementCount === 0;
  scaleFigure(node);
  fillMenu(menu, { plot, payload, drawing, title }, words);
}

/** Removes a figure's listeners from the page. */
export async function eraseFigure(node: HTMLElement): Promise<void> {
  const plot = node.querySelector<HTMLElement>('.sot-plotly');
  if (!plot) return;
  const { default: plotly } = await import('plotly.js-strict-dist-min');
  plotly.purge(plot);
}

/** Fits a drawn figure into its node after its width has changed. */
export async function fitFigure(node: HTMLElement): Promise<void> {
  const plot = node.querySelector<HTMLElement>('.sot-plotly');
  if (!plot?.querySelector('.main-svg') || node.clientWidth === 0) return;
  if (plot.dataset.hasWidth === 'true') return scaleFigure(node);
  const { default: plotly } = await import('plotly.js-strict-dist-min');
  await plotly.Plots.resize(plot);
}

/** Scales one of our figures, which have a width, down to the width of its node. */
function scaleFigure(node: HTMLElement): void {
  const plot = node.querySelector<HTMLElement>('.sot-plotly');
  const svg = plot?.querySelector<SVGElement>('.main-svg');
  if (!plot || !svg || node.clientWidth === 0) return;
  const width = Number(svg.getAttribute('width'));
  const scale = Math.min(1, node.clientWidth / width);
  const isFixed = plot.dataset.hasWidth === 'true';
  plot.style.transform = isFixed && scale < 1 ? `scale(${scale})` : '';
  plot.style.marginBlockEnd = isFixed
    ? `${(scale - 1) * Number(svg.getAttribute('height'))}px`
    : '';
}

function partsOf(node: HTMLElement): [plot: HTMLElement, notes: HTMLElement, menu: HTMLElement] {
  if (!node.querySelector(':scope > .sot-plotly')) {
    node.replaceChildren(
      partWith('sot-plotly'),
      partWith('sot-root sot-figure-notes', 'note'),
      partWith('sot-root sot-figure-menu', 'group')
    );
  }
  const [plot, notes, menu] = node.children;
  return [plot, notes, menu] as [HTMLElement, HTMLElement, HTMLElement];
}

function partWith(name: string, role = 'group'): HTMLElement {
  const part = document.createElement('div');
  part.className = name;
  part.setAttribute('role', role);
  return part;
}

function noteOf(sentence: string): HTMLElement {
  const note = document.createElement('p');
  note.textContent = sentence;
  return note;
}

function titleOf({ layout: { title } }: Drawing): string {
  const text = isRecord(title) ? title.text : title;
  return typeof text === 'string' ? text.replace(/<br\s*\/?>/g, ' ').replace(/<[^<>]*>/g, '') : '';
}
