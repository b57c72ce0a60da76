/** As much of Plotly as a figure needs; loaded only with the first figure. */
declare module 'plotly.js-basic-dist-min' {
  interface Drawing {
    readonly data: readonly object[];
    readonly layout: object;
  }
  interface Plotly {
    react(
      node: HTMLElement,
      data: readonly object[],
      layout: object,
      config: object
    ): Promise<void>;
    purge(node: HTMLElement): void;
    toImage(
      drawing: Drawing,
      options: { format: 'png' | 'svg'; width: number; height: number; scale?: number }
    ): Promise<string>;
  }
  const plotly: Plotly;
  export default plotly;
}
