import { randomUUID } from 'node:crypto';
import { html } from '../../base/escape';
import { block, bundleOf } from './look';
import { cellHere, type Cell } from './show';

/**
 * Shows a text that grows: under the cell that shows it first, and from then on in place, whatever
 * cell is being run. Outside a notebook nothing is shown.
 */
export function growingText(here: () => Cell | undefined = cellHere): (text: string) => void {
  const transient = { display_id: randomUUID() };
  let isShown = false;
  return text => {
    const cell = here();
    if (!cell) return;
    const markup = block(html`<div dir="auto" style="white-space:pre-wrap">${text}</div>`);
    cell({ data: bundleOf(text, markup), metadata: {}, transient }, isShown);
    isShown = true;
  };
}
