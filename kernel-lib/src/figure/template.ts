import { series, tones, type Theme, type Tones } from './palette';

const family = "system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif";

const scales = {
  light: {
    sequential: ['#F2F4F7', '#9CC3E4', '#2F77B8', '#0C2376'],
    diverging: ['#B34700', '#E9A36B', '#F4F4F4', '#7FB2DC', '#0C2376']
  },
  dark: {
    sequential: ['#1B1F26', '#2A4C7A', '#5F9BD6', '#D7EBFB'],
    diverging: ['#F2B04A', '#8F5A1E', '#1E1E1E', '#2F5EBC', '#A9D2F7']
  }
} as const;

/** A Plotly template: what figures look like where they do not say otherwise. */
export interface PlotlyTemplate {
  readonly layout: Readonly<Record<string, unknown>>;
  readonly data: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
}

/** The look that all figures share, on a light or a dark ground. */
export function templateOf(theme: Theme): PlotlyTemplate {
  return { layout: layoutOf(theme), data: tracesOf(theme) };
}

/**
 * The same look for figures of one's own: colours and type, without the places that titles, legends
 * and margins have in our figures. Its first colour is blue: grey stands for the base model.
 */
export function plainTemplateOf(theme: Theme): PlotlyTemplate {
  const { layout, data } = templateOf(theme);
  const { margin: _, title: __, legend: ___, ...rest } = layout;
  const { base, SR, BC, expert, 'BC+SR': both } = series;
  const colorway = [BC, SR, expert, both, base].map(look => look[theme]);
  return { data, layout: { ...rest, colorway } };
}

function layoutOf(theme: Theme): Record<string, unknown> {
  const tone = tones[theme];
  return {
    font: { family, size: 13, color: tone.ink },
    paper_bgcolor: tone.paper,
    plot_bgcolor: tone.paper,
    title: titleOf(tone),
    margin: { l: 56, r: 16, t: 96, b: 56 },
    colorway: Object.values(series).map(look => look[theme]),
    xaxis: { ...axisOf(tone), showgrid: false, showline: true, ticks: '' },
    yaxis: { ...axisOf(tone), showgrid: true, showline: false, ticks: '', zeroline: true },
    legend: {
      orientation: 'h',
      x: 0,
      xanchor: 'left',
      y: 1.02,
      yanchor: 'bottom',
      font: { size: 12, color: tone.ink },
      itemwidth: 44,
      bgcolor: 'rgba(0,0,0,0)'
    },
    hovermode: 'closest',
    hoverlabel: {
      bgcolor: tone.paper,
      bordercolor: tone.line,
      font: { family, size: 12, color: tone.ink },
      align: 'left'
    },
    bargap: 0.32,
    bargroupgap: 0.05,
    barcornerradius: 2,
    separators: '.,',
    ...defaultsOf(tone),
    ...colorsOf(theme)
  };
}

function titleOf(tone: Tones): Record<string, unknown> {
  return {
    x: 0,
    xref: 'container',
    xanchor: 'left',
    pad: { l: 16 },
    y: 0.96,
    yref: 'container',
    yanchor: 'top',
    font: { size: 17, color: tone.ink, weight: 600 },
    subtitle: { font: { size: 13, color: tone.muted } }
  };
}

function axisOf(tone: Tones): Record<string, unknown> {
  return {
    automargin: true,
    color: tone.muted,
    gridcolor: tone.grid,
    linecolor: tone.line,
    zerolinecolor: tone.line,
    zerolinewidth: 1,
    tickcolor: tone.line,
    ticklen: 4,
    tickfont: { size: 12, color: tone.ink },
    title: { standoff: 10, font: { size: 12, color: tone.muted } }
  };
}

function defaultsOf(tone: Tones): Record<string, unknown> {
  return {
    annotationdefaults: {
      font: { size: 12, color: tone.ink },
      showarrow: false,
      arrowcolor: tone.ink,
      arrowhead: 0,
      arrowwidth: 1
    },
    shapedefaults: { line: { color: tone.ink, width: 1.3 } },
    modebar: { bgcolor: 'rgba(0,0,0,0)', color: tone.muted, activecolor: tone.ink }
  };
}

function colorsOf(theme: Theme): Record<string, unknown> {
  const { sequential, diverging } = scales[theme];
  return {
    colorscale: { sequential: sequentialScale(sequential), diverging: evenScale(diverging) },
    coloraxis: {
      colorbar: {
        outlinewidth: 0,
        thickness: 12,
        tickfont: { size: 11, color: tones[theme].muted }
      }
    }
  };
}

function tracesOf(theme: Theme): PlotlyTemplate['data'] {
  const tone = tones[theme];
  const whisker = { color: tone.ink, thickness: 1.2, width: 4 };
  const edge = { width: 1, color: tone.paper };
  return {
    bar: [
      {
        marker: { line: edge, pattern: { fillmode: 'replace', fgopacity: 1 } },
        textposition: 'outside',
        cliponaxis: false,
        textfont: { size: 12, color: tone.ink },
        error_y: whisker,
        error_x: whisker
      }
    ],
    scatter: [
      {
        line: { width: 2 },
        marker: { size: 10, line: { width: 1.8 } },
        error_y: whisker,
        error_x: whisker
      }
    ],
    heatmap: [
      {
        colorscale: sequentialScale(scales[theme].sequential),
        xgap: 1,
        ygap: 1,
        colorbar: { outlinewidth: 0, thickness: 12 }
      }
    ],
    box: [{ line: { width: 1.4 }, marker: { size: 4 } }],
    histogram: [{ marker: { line: edge } }]
  };
}

function sequentialScale([none, some, more, most]: readonly [string, string, string, string]) {
  return [
    [0, none],
    [0.35, some],
    [0.7, more],
    [1, most]
  ];
}

function evenScale(colors: readonly string[]) {
  return colors.map((color, i) => [i / (colors.length - 1), color]);
}
