import type { FigurePayload } from './payload';

const allowed = [
  'displayModeBar',
  'doubleClick',
  'edits',
  'editable',
  'modeBarButtonsToRemove',
  'scrollZoom',
  'showAxisDragHandles',
  'showAxisRangeEntryBoxes',
  'showTips',
  'staticPlot'
];

/** How Plotly behaves: what the figure says of its use, and nothing that names another server. */
export function configOf({ config, dark }: FigurePayload): object {
  const given = Object.entries(config ?? {}).filter(([name]) => allowed.includes(name));
  return {
    displayModeBar: dark ? false : 'hover',
    ...Object.fromEntries(given),
    displaylogo: false,
    modeBarButtonsToRemove: [...removed(config), 'sendDataToCloud', 'editInChartStudio'],
    plotlyServerURL: '',
    topojsonURL: 'data:,',
    typesetMath: false
  };
}

function removed(config: FigurePayload['config']): unknown[] {
  const given = config?.modeBarButtonsToRemove;
  return Array.isArray(given) ? given : [];
}
