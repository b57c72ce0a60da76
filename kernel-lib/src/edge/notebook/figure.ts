import { html, type Markup, type Piece } from '../../base/escape';
import type { Figure } from '../../figure/schema';
import { block, bundleOf, look, rehearsalLine, rehearsalMark, textOf } from './look';
import { gridOf, tableMarkup, tableText } from './table';
import type { Bundle } from './show';

/** Under which MIME type a notebook output carries a Plotly figure. */
export const plotlyMime = 'application/vnd.plotly.v1+json';
const view = { maxRows: 60, maxSigns: 80 };

/**
 * A figure as an output: the drawing for whoever can draw it, else its sentence and its numbers as
 * a table, with a picture above them where one is given (a PNG).
 */
export function figureBundle(figure: Figure, picture?: Buffer): Bundle {
  const { data, layout, dark } = figure;
  const rich = { [plotlyMime]: { data, layout, dark } };
  return bundleOf(figureText(figure), figureMarkup(figure, picture), rich);
}

function figureMarkup(figure: Figure, picture: Buffer | undefined): Markup {
  const { sentence, rehearsal, table, provenance } = figure;
  const numbers = tableMarkup(gridOf(table), view);
  return html`${block(html`${rehearsalMark(rehearsal)}${headOf(sentence, picture)}`)}
    ${
      picture
        ? html`<details>
            <summary style="cursor:pointer">The numbers</summary>
            ${numbers}
          </details>`
        : numbers
    }
    <div style="${look.muted}">Run: ${provenance.run}</div>`;
}

function headOf(sentence: string, picture: Buffer | undefined): Piece {
  if (!picture) return html`<p style="margin:4px 0"><b>${sentence}</b></p>`;
  const source = `data:image/png;base64,${picture.toString('base64')}`;
  return html`<img
    src="${source}"
    alt="${sentence}"
    width="760"
    style="max-width:100%;height:auto;background:#FFFFFF"
  />`;
}

function figureText({ sentence, rehearsal, table }: Figure): string {
  return textOf([...rehearsalLine(rehearsal), sentence, '', tableText(gridOf(table), view)]);
}
