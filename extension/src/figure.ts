import { z } from 'zod';
import type { Words } from './words';

/** Under which MIME type a notebook output carries a Plotly figure. */
export const plotlyMime = 'application/vnd.plotly.v1+json';

const Drawing = z.object({
  data: z.array(z.record(z.string(), z.unknown())),
  layout: z.record(z.string(), z.unknown()).default({})
});
type Drawing = z.infer<typeof Drawing>;

/** A figure's payload; one of ours brings its own drawing for a dark ground along. */
export const FigurePayload = Drawing.extend({ dark: Drawing.optional() });
export type FigurePayload = z.infer<typeof FigurePayload>;

/** Whether the page is dark now. */
export const isDarkNow = (): boolean => document.body.dataset.jpThemeLight === 'false';

/** Draws a figure into a node, with a menu to save it under it; Plotly is loaded with the first. */
export async function drawFigure(
  node: HTMLElement,
  payload: FigurePayload,
  words: Words
): Promise<void> {
  const { default: plotly } = await import('plotly.js-basic-dist-min');
  const [plot, menu] = partsOf(node);
  const drawing = drawingFor(payload, isDarkNow(), getComputedStyle(node).color);
  const title = titleOf(drawing) || words.__('Figure');
  plot.setAttribute('role', 'img');
  plot.setAttribute('aria-label', title);
  await plotly.react(plot, drawing.data, drawing.layout, {
    displayModeBar: false,
    responsive: true
  });
  const { width, height } = plot.getBoundingClientRect();
  const picture = (format: 'png' | 'svg') => () =>
    plotly.toImage(drawing, { format, width, height, ...(format === 'png' && { scale: 2 }) });
  menu.setAttribute('aria-label', words.__('Save the figure'));
  menu.replaceChildren(
    saveButton(words.__('Save as PNG'), `${slugOf(title)}.png`, picture('png')),
    saveButton(words.__('Save as SVG'), `${slugOf(title)}.svg`, picture('svg')),
    saveButton(words.__('Save as JSON'), `${slugOf(title)}.json`, async () => jsonUrl(payload))
  );
}

/** How high a figure will be, in px: Plotly's own height where it says none. */
export function heightOf({ layout: { height } }: FigurePayload): number {
  return typeof height === 'number' && height > 0 ? height : 450;
}

/** Takes a figure's listeners off the page. */
export async function eraseFigure(node: HTMLElement): Promise<void> {
  const plot = node.querySelector<HTMLElement>('.sot-plotly');
  if (!plot) return;
  const { default: plotly } = await import('plotly.js-basic-dist-min');
  plotly.purge(plot);
}

/** What to draw on this ground; a figure that has no dark drawing gets the page's own colours. */
export function drawingFor(payload: FigurePayload, isDark: boolean, ink: string): Drawing {
  const { data, layout } = harmless(isDark && payload.dark ? payload.dark : payload);
  if (payload.dark || !isDark) return { data, layout };
  const clear = 'rgba(0,0,0,0)';
  const font = { ...(isRecord(layout.font) ? layout.font : {}), color: ink };
  return { data, layout: { ...layout, paper_bgcolor: clear, plot_bgcolor: clear, font } };
}

/**
 * The same without anything from elsewhere: drawing a figure asks no other server for anything.
 * Plotly reads some tags in labels; their attributes could name a page or, in a style, a picture.
 */
function harmless({ data, layout }: Drawing): Drawing {
  return { data: data.map(withoutPages), layout: withoutPages(layout) };
}

function withoutPages(part: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(part).map(([key, value]): [string, unknown] => [
      key,
      key === 'images' ? ownImages(value) : withoutPage(value)
    ])
  );
}

function withoutPage(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/<(\/?\w+)\s[^<>]*>/g, '<$1>');
  if (Array.isArray(value)) return value.map(withoutPage);
  return isRecord(value) ? withoutPages(value) : value;
}

function ownImages(images: unknown): unknown[] {
  const isOwn = (image: unknown) =>
    isRecord(image) && typeof image.source === 'string' && image.source.startsWith('data:image/');
  return Array.isArray(images) ? images.filter(isOwn) : [];
}

function partsOf(node: HTMLElement): [plot: HTMLElement, menu: HTMLElement] {
  const [plot, menu] = [...node.children];
  if (plot instanceof HTMLElement && menu instanceof HTMLElement) return [plot, menu];
  const made: [HTMLElement, HTMLElement] = [
    document.createElement('div'),
    document.createElement('div')
  ];
  made[0].className = 'sot-plotly';
  made[1].className = 'sot-root sot-figure-menu';
  made[1].setAttribute('role', 'group');
  node.replaceChildren(...made);
  return made;
}

function saveButton(label: string, name: string, make: () => Promise<string>): HTMLElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'sot-button';
  button.textContent = label;
  button.onclick = async () => {
    const link = document.createElement('a');
    link.href = await make();
    link.download = name;
    link.click();
  };
  return button;
}

function jsonUrl(payload: FigurePayload): string {
  return `data:application/json;charset=utf-8,${encodeURIComponent(JSON.stringify(payload))}`;
}

function titleOf({ layout: { title } }: Drawing): string {
  const text = isRecord(title) ? title.text : title;
  return typeof text === 'string' ? text.replace(/<br\s*\/?>/g, ' ').replace(/<[^<>]*>/g, '') : '';
}

function slugOf(title: string): string {
  const plain = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60);
  return plain.replace(/^-+|-+$/g, '') || 'figure';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
