import type { IRenderMime } from '@jupyterlab/rendermime-interfaces';
import { Widget } from '@lumino/widgets';
import { createElement, type ReactElement } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { messageOf } from '../../kernel-lib/src/base/fail';
import { parseTranscript, transcriptMime } from '../../kernel-lib/src/transcript/schema';
import { Broken } from './broken';
import { Episode, type ReaderSettings } from './episode';
import type { RatingStore } from './rating-store';
import { WordsContext, type Words } from './words';

/** What a transcript needs beside its payload. */
export interface TranscriptParts {
  readonly store: RatingStore;
  readonly words: Words;
  readonly settings: () => ReaderSettings;
}

/** Shows one payload; React is there only while the output is on the page. */
class ElementWidget extends Widget implements IRenderMime.IRenderer {
  private root: Root | undefined;
  private element: ReactElement | undefined;

  constructor(
    private readonly elementOf: (payload: unknown) => ReactElement,
    private readonly mime: string
  ) {
    super();
    this.addClass('sot-output');
  }

  async renderModel(model: IRenderMime.IMimeModel): Promise<void> {
    this.element = this.elementOf(model.data[this.mime]);
    this.draw();
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

/** The renderer of episodes. */
export function transcriptFactory({
  store,
  words,
  settings
}: TranscriptParts): IRenderMime.IRendererFactory {
  const elementOf = (payload: unknown): ReactElement =>
    createElement(WordsContext.Provider, { value: words }, contentOf(payload));
  const contentOf = (payload: unknown): ReactElement => {
    try {
      const transcript = parseTranscript(payload);
      return createElement(Episode, { transcript, store, settings: settings() });
    } catch (error) {
      return createElement(Broken, { reason: messageOf(error), payload });
    }
  };
  return {
    safe: true,
    mimeTypes: [transcriptMime],
    defaultRank: 10,
    createRenderer: ({ mimeType }) => new ElementWidget(elementOf, mimeType)
  };
}
