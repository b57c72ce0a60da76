import type { IRenderMime } from '@jupyterlab/rendermime-interfaces';
import { Widget } from '@lumino/widgets';
import { createElement, type ReactElement } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { LabError } from '../../kernel-lib/src/base/fail';
import { Broken } from './broken';
import { drawFigure, eraseFigure, fitFigure } from './figure/draw';
import { FigurePayload, heightOf, plotlyMime } from './figure/payload';
import { reasonOf } from './reason';
import { viewMimes, viewOf, type ViewParts } from './view';
import { WordsContext, type Words } from './words';

/** What a transcript needs beside its payload. */
export interface TranscriptParts extends Omit<ViewParts, 'preferences'> {
  readonly words: Words;
}

/** Shows one payload; React is there only while the output is on the page. */
export class ElementWidget extends Widget implements IRenderMime.IRenderer {
  private root: Root | undefined;
  private element: ReactElement | undefined;
  private model: IRenderMime.IMimeModel | undefined;

  constructor(
    private readonly elementOf: (
      payload: unknown,
      mime: string,
      widget: ElementWidget
    ) => ReactElement,
    private readonly mime: string
  ) {
    super();
    this.addClass('sot-output');
    this.node.addEventListener('focusin', keepKeys);
  }

  async renderModel(model: IRenderMime.IMimeModel): Promise<void> {
    this.model = model;
    this.element = this.elementOf(model.data[this.mime], this.mime, this);
    this.draw();
  }

  /** Replaces what the document keeps of this output, so that it is saved as it is shown. */
  keep(data: IRenderMime.IMimeModel['data']): void {
    this.model?.setData({ data });
  }

  protected override onAfterAttach(): void {
    this.draw();
  }

  /** JupyterLab takes outputs that scroll away from the page: the height stays, React goes. */
  protected override onBeforeDetach(): void {
    this.node.style.minHeight = `${this.node.offsetHeight}px`;
    this.root?.unmount();
    this.root = undefined;
  }

  private draw(): void {
    if (!this.isAttached || !this.element) return;
    this.root ??= createRoot(this.node);
    this.root.render(this.element);
    requestAnimationFrame(() => (this.node.style.minHeight = ''));
  }
}

/**
 * Keeps a notebook's own keys out. A mark on the whole output is not enough: shortcuts are looked for
 * from the focused element upwards, and some are for whatever has the focus; where they are caught
 * before the page sees them, as in Notebook 7, Ctrl+Enter would run the cell and replace the output.
 */
function keepKeys({ target }: FocusEvent): void {
  if (target instanceof Element) target.setAttribute('data-lm-suppress-shortcuts', 'true');
}

/** The renderer of episodes, and of two beside each other. */
export function transcriptFactory({
  words,
  ...parts
}: TranscriptParts & ViewParts): IRenderMime.IRendererFactory {
  const elementOf = (payload: unknown, mime: string): ReactElement =>
    createElement(WordsContext.Provider, { value: words }, viewOf(payload, parts, mime));
  return {
    safe: true,
    mimeTypes: [...viewMimes],
    defaultRank: 10,
    createRenderer: ({ mimeType }) => new ElementWidget(elementOf, mimeType)
  };
}

/**
 * A figure, drawn when it is in sight, and again when the theme has changed: out of sight JupyterLab
 * has no sizes for its texts, and Plotly would set them on top of each other.
 */
class FigureWidget extends Widget implements IRenderMime.IRenderer {
  private payload: FigurePayload | undefined;
  private isInSight = false;
  private isDrawn = false;
  /** What stands here instead, where there is no drawing. */
  private broken: Root | undefined;
  private readonly themes = new MutationObserver(() => this.drawAnew());
  private readonly widths = new ResizeObserver(() => void fitFigure(this.node));
  private readonly sight = new IntersectionObserver(entries => {
    this.isInSight = entries.at(-1)?.isIntersecting ?? false;
    void this.draw();
  });

  constructor(private readonly words: Words) {
    super();
    this.addClass('sot-figure');
  }

  async renderModel(model: IRenderMime.IMimeModel): Promise<void> {
    const read = FigurePayload.safeParse(model.data[plotlyMime]);
    this.payload = read.data;
    if (!read.success) {
      const [issue] = read.error.issues;
      const reason = `[extension/figure] expected a Plotly figure, got another payload: ${issue?.message}.`;
      return this.explain(reason, model.data[plotlyMime]);
    }
    this.node.style.minHeight = `${heightOf(read.data)}px`;
    this.drawAnew();
  }

  protected override onAfterAttach(): void {
    this.themes.observe(document.body, { attributeFilter: ['data-jp-theme-light'] });
    this.sight.observe(this.node);
    this.widths.observe(this.node);
    this.drawAnew();
  }

  protected override onBeforeDetach(): void {
    this.themes.disconnect();
    this.sight.disconnect();
    this.widths.disconnect();
    this.isInSight = false;
    void eraseFigure(this.node);
  }

  private drawAnew(): void {
    this.isDrawn = false;
    void this.draw();
  }

  private async draw(): Promise<void> {
    if (this.isDrawn || !this.isInSight || !this.payload) return;
    this.isDrawn = true;
    this.broken?.unmount();
    this.broken = undefined;
    try {
      await drawFigure(this.node, this.payload, this.words);
    } catch (error) {
      const { message } = new LabError('extension/figure', {
        expected: 'a figure that can be drawn',
        got: reasonOf(error),
        todo: 'See that the server still runs, then load the page again.'
      });
      this.explain(message, this.payload);
    }
  }

  private explain(reason: string, payload: unknown): void {
    this.node.style.minHeight = '';
    this.broken ??= createRoot(this.node);
    this.broken.render(createElement(Broken, { reason, payload }));
  }
}

/** The renderer of Plotly figures. */
export function figureFactory(words: Words): IRenderMime.IRendererFactory {
  return {
    safe: true,
    mimeTypes: [plotlyMime],
    defaultRank: 10,
    createRenderer: () => new FigureWidget(words)
  };
}
