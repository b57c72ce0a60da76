import { rehearsalShapes } from './mark';
import { tones } from './palette';
import { rehearsalNotice, type Figure, type Origin } from './schema';
import { templateOf } from './template';
import { linesOf, plotText } from './text';
import { inDark } from './theme';

const tone = tones.light;
const titleWidth = 70; // characters that fit in 728 px of the title's type, wide fonts included
const subtitleWidth = 96;
const noteWidth = 105; // the same for the type of the note
const px = {
  width: 760,
  aboveTitle: 19,
  titleLine: 25,
  titleShift: 18, // Plotly hangs a title of two lines from a point within it
  subtitleLine: 17,
  head: 78,
  row: 30, // of the legend, of the rehearsal's mark
  noteLine: 15,
  foot: 44
};

/** What stands around a plot, and the plot itself. */
export interface Content {
  readonly name: string;
  readonly sentence: string;
  readonly subtitle: string;
  /** What stands below: what the marks mean. The run is added. */
  readonly note: string;
  /** The height of the plot itself, in px. */
  readonly height: number;
  /** Whether there is a legend, which stands above the plot. */
  readonly legend: boolean;
  /** What the plot itself writes above its upper end, in px. */
  readonly above?: number;
  readonly data: Figure['data'];
  readonly layout: Readonly<Record<string, unknown>>;
  readonly shapes?: readonly object[];
  readonly annotations?: readonly object[];
  readonly table: Figure['table'];
}

/** The figure: its title the sentence, its subtitle, the note below, and the rehearsal's mark. */
export function framed(content: Content, origin: Origin): Figure {
  const drawing = { data: content.data, layout: layoutOf(content, origin) };
  return {
    name: content.name,
    sentence: sentenceOf(content, origin),
    rehearsal: origin.rehearsal,
    ...drawing,
    dark: inDark(drawing),
    table: content.table,
    provenance: origin.provenance
  };
}

function sentenceOf({ sentence }: Content, { caution }: Origin): string {
  return caution === undefined ? sentence : `${sentence} (${caution})`;
}

function layoutOf(content: Content, origin: Origin): Figure['layout'] {
  const title = linesOf(sentenceOf(content, origin), titleWidth);
  const subtitle = linesOf(content.subtitle, subtitleWidth);
  const note = noteOf(content.note, origin);
  const above = content.above ?? 0;
  const rows = Number(content.legend) + Number(origin.rehearsal);
  const extra = (title.length - 1) * px.titleLine + (subtitle.length - 1) * px.subtitleLine;
  const top = px.head + extra + rows * px.row + above;
  const bottom = px.foot + note.length * px.noteLine;
  const height = content.height + top + bottom;
  const markRow = above + Number(content.legend) * px.row;
  return {
    template: templateOf('light'),
    width: px.width,
    height,
    title: {
      text: title.map(plotText).join('<br>'),
      y: 1 - (px.aboveTitle + (title.length - 1) * px.titleShift) / height,
      subtitle: { text: subtitle.map(plotText).join('<br>') }
    },
    margin: { l: 56, r: 16, t: top, b: bottom },
    legend: { y: 1 + (above + 5) / content.height, itemclick: false, itemdoubleclick: false },
    ...content.layout,
    shapes: [...(content.shapes ?? []), ...(origin.rehearsal ? rehearsalShapes(markRow, top) : [])],
    annotations: [...(content.annotations ?? []), noteMark(note)]
  };
}

function noteOf(note: string, { rehearsal, provenance }: Origin): string[] {
  const lines = linesOf(`${note} Run:\u00a0${provenance.run}.`, noteWidth);
  return rehearsal ? [...lines, ...linesOf(rehearsalNotice, noteWidth)] : lines;
}

function noteMark(lines: readonly string[]): object {
  return {
    name: 'note',
    xref: 'paper',
    yref: 'paper',
    x: 0,
    y: 0,
    xanchor: 'left',
    yanchor: 'top',
    yshift: -34,
    align: 'left',
    text: lines.map(plotText).join('<br>'),
    font: { size: 11, color: tone.muted }
  };
}
