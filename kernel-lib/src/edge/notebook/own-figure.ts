import { html } from '../../base/escape';
import type { OwnFigure } from '../../figure/schema';
import { plotlyMime } from './figure';
import { block, bundleOf, look, rehearsalLine, rehearsalMark, textOf } from './look';
import { gridOf, tableMarkup, tableText } from './table';
import type { Bundle } from './show';

const view = { maxRows: 60, maxSigns: 80 };

/**
 * A figure of one's own as an output: the drawing, else a picture where there is one (a PNG), else
 * its values as a table.
 */
export function ownFigureBundle(figure: OwnFigure, picture?: Buffer): Bundle {
  const { drawing, dark, rehearsal } = figure;
  const title = titleOf(drawing.layout['title']);
  const grid = gridOf(valuesOf(drawing.data));
  const markup = picture
    ? html`<img
        src="data:image/png;base64,${picture.toString('base64')}"
        alt="${title}"
        width="760"
        style="max-width:100%;height:auto;background:#FFFFFF"
      />`
    : html`${block(html`${rehearsalMark(rehearsal)}<b>${title}</b>`)}${tableMarkup(grid, view)}
        <div style="${look.muted}">The values of a figure that cannot be drawn here.</div>`;
  const text = textOf([...rehearsalLine(rehearsal), title, tableText(grid, view)]);
  return bundleOf(text, markup, { [plotlyMime]: { ...drawing, ...(dark && { dark }) } });
}

function titleOf(title: unknown): string {
  const text = typeof title === 'object' && title !== null && 'text' in title ? title.text : title;
  return typeof text === 'string' ? text.replace(/<[^<>]*>/g, ' ') : 'Figure';
}

/** One row for each place in the lists of a trace; one row for a trace without lists. */
function valuesOf(data: readonly Readonly<Record<string, unknown>>[]): object[] {
  return data.flatMap((trace, i) => {
    const name = trace['name'] ?? trace['type'] ?? `trace ${i + 1}`;
    const lists = Object.entries(trace).flatMap(([key, value]) =>
      Array.isArray(value) ? [[key, value as unknown[]] as const] : []
    );
    const length = Math.max(1, ...lists.map(([, list]) => list.length));
    return Array.from({ length }, (_, row) => ({
      trace: name,
      ...Object.fromEntries(lists.map(([key, list]) => [key, list[row]]))
    }));
  });
}
