import type { DocumentRegistry } from '@jupyterlab/docregistry';
import { Widget } from '@lumino/widgets';
import { createElement } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { Browser, type BrowserProps } from './browser/browser';
import { frameFocus } from './browser/frame-focus';
import type { PageAddress } from './browser/page-address';
import { fragmentOf, placeIn, type Place } from './browser/place';
import { unratedFile } from './browser/listing';
import type { Shared } from './shared';
import { WordsContext } from './words';

/** What every page of a file of episodes is given. */
export type PanelParts = Pick<
  BrowserProps,
  'files' | 'store' | 'preferences' | 'settings' | 'copy'
> &
  Pick<Shared, 'words' | 'settled'> & {
    /** The page's own address, which may name a place. */
    readonly address: PageAddress;
  };

/** The page of one file. */
export class BrowserPanel extends Widget {
  private root: Root | undefined;
  private asked: BrowserProps['asked'];
  private isSettled = false;
  private readonly focus = frameFocus(this.node);
  /** Where its reader is, as the end of a link. */
  fragment = '';
  /** Called each time that changes. */
  onMoved: () => void = () => undefined;

  constructor(
    private readonly parts: PanelParts,
    private readonly context: DocumentRegistry.Context
  ) {
    super();
    this.addClass('sot-frame');
    context.pathChanged.connect(() => this.ask(this.fragment));
    void parts.settled.catch(() => undefined).then(() => ((this.isSettled = true), this.draw()));
  }

  /** Goes to the place that a link names. */
  ask(fragment: string): void {
    const place = placeIn(fragment);
    if (place) {
      this.asked = { ...place, number: (this.asked?.number ?? 0) + 1 };
      this.fragment = fragment;
    }
    this.draw();
  }

  /** Lists what its reader has not rated, blind, and goes to the first of these. */
  rate(): void {
    const place = { isBlind: true, listing: unratedFile };
    this.asked = { ...place, rates: true, number: (this.asked?.number ?? 0) + 1 };
    this.draw();
  }

  private readonly onPlace = (place: Place): void => {
    this.fragment = fragmentOf(place);
    this.onMoved();
    this.focus.arrived();
  };

  protected override onAfterAttach(): void {
    this.draw();
  }

  protected override onBeforeDetach(): void {
    this.root?.unmount();
    this.root = undefined;
  }

  protected override onActivateRequest(): void {
    this.focus.handOn();
  }

  private draw(): void {
    if (!this.isAttached || !this.isSettled) return;
    const { words, settled: _, address, ...parts } = this.parts;
    const { localPath } = this.context;
    const page = createElement(Browser, {
      ...parts,
      key: localPath,
      path: localPath,
      isVisible: () => this.isVisible && document.visibilityState === 'visible',
      linkTo: place => address.linkTo(localPath, place),
      asked: this.asked,
      onPlace: this.onPlace
    });
    this.root ??= createRoot(this.node);
    this.root.render(createElement(WordsContext.Provider, { value: words }, page));
  }
}
