/** Every kind of chart that Plotly draws without another server: all but those on map tiles. */
export const traceTypes: ReadonlySet<string> = new Set(
  (
    'bar barpolar box candlestick carpet choropleth cone contour contourcarpet funnel funnelarea ' +
    'heatmap histogram histogram2d histogram2dcontour icicle image indicator isosurface mesh3d ' +
    'ohlc parcats parcoords pie sankey scatter scatter3d scattercarpet scattergeo scattergl ' +
    'scatterpolar scatterpolargl scattersmith scatterternary splom streamtube sunburst surface ' +
    'table treemap violin volume waterfall'
  ).split(' ')
);
