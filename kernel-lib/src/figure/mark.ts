import { tones } from './palette';

const px = { width: 196, height: 20, gap: 8, strip: 5, pitch: 6, left: -200, right: 1400 };

/**
 * The rehearsal mark of a figure as Plotly shapes: a hatched strip along the top edge, and a dashed
 * frame with words at the right, `row` px above the plot. `top` is the figure's upper margin.
 *
 * Units: px
 */
export function rehearsalShapes(row: number, top: number): object[] {
  const { ink, rehearsal } = tones.light;
  const place = {
    name: 'rehearsal-mark',
    ...{ xref: 'paper', yref: 'paper', xsizemode: 'pixel', ysizemode: 'pixel', yanchor: 1 }
  };
  const y0 = row + px.gap;
  return [
    {
      ...place,
      type: 'rect',
      ...{ xanchor: 1, x0: -px.width, x1: 0, y0, y1: y0 + px.height },
      line: { color: rehearsal, width: 1, dash: '3px,2px' },
      label: { text: '<b>Rehearsal: simulated models</b>', font: { size: 11, color: ink } }
    },
    {
      ...place,
      type: 'path',
      ...{ xanchor: 0, path: hatching(top) },
      line: { color: rehearsal, width: 1.5 }
    }
  ];
}

/** Slanted lines between the figure's upper edge and the height of the strip. */
function hatching(top: number): string {
  const count = Math.ceil((px.right - px.left) / px.pitch);
  return Array.from({ length: count }, (_, i) => px.left + i * px.pitch)
    .map(x => `M${x},${top - px.strip}L${x + px.strip},${top}`)
    .join('');
}
