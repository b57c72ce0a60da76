import { act } from 'react';
import { Browser, type BrowserProps } from '../../../extension/src/browser/browser';
import { shelfOf } from '../../../extension/src/kept-draft';
import { liveSettings } from '../../../extension/src/live-settings';
import { preferenceStore } from '../../../extension/src/preference-store';
import { ratingStore } from '../../../extension/src/rating-store';
import { english } from '../../../extension/src/words';
import { testRun } from '../../support/transcripts';
import { MemoryFiles } from '../memory-files';
import { memoryStorage } from '../memory-storage';
import { closePage, openPage } from '../react-page';
import { MemoryLargeFiles } from './memory-large-files';

const path = 'runs/test/episodes.jsonl';

/** A browser over a file of episodes, as a page has it; jsdom gives nothing a height, so the list gets one. */
export class BrowserPage {
  readonly files = new MemoryLargeFiles();
  readonly written = new MemoryFiles();
  readonly store;
  /** Where the reader was, each time that changed. */
  readonly places: Parameters<BrowserProps['onPlace']>[0][] = [];
  /** The places that links were made for. */
  readonly linked: Parameters<BrowserProps['linkTo']>[0][] = [];
  private readonly opened = openPage();
  private readonly props: Omit<BrowserProps, 'asked'>;

  constructor(lines: readonly string[]) {
    Object.defineProperty(HTMLElement.prototype, 'clientHeight', {
      configurable: true,
      value: 600
    });
    this.write(lines);
    const run = JSON.stringify({ id: testRun.id });
    this.files.write('runs/test/run.json', run);
    this.written.texts.set('runs/test/run.json', run);
    const shelf = shelfOf(memoryStorage(), 'x:');
    const made = { files: this.written, shelf, hubUser: '', words: english, chance: () => 0.5 };
    this.store = ratingStore(made);
    this.props = {
      ...{ files: this.files, path, store: this.store, settings: liveSettings() },
      preferences: preferenceStore(made, this.store),
      isVisible: () => true,
      linkTo: place => (this.linked.push(place), ''),
      copy: () => undefined,
      onPlace: place => void this.places.push(place)
    };
  }

  write(lines: readonly string[]): void {
    this.files.write(path, lines.join(''));
  }

  /** Draws it, and waits until all is there that lies in memory. */
  async open(asked?: BrowserProps['asked']): Promise<void> {
    await act(async () => this.opened.root.render(<Browser {...this.props} asked={asked} />));
    await this.settle();
  }

  settle(): Promise<void> {
    return act(() => new Promise<void>(resolve => setImmediate(resolve)));
  }

  find(selector: string): HTMLElement | null {
    return this.opened.page.querySelector(selector);
  }

  async click(selector: string): Promise<void> {
    await act(async () => this.find(selector)?.click());
    await this.settle();
  }

  pick(position: number): Promise<void> {
    return this.click(`[aria-posinset="${position}"]`);
  }

  /** The positions of the rows that have a tick. */
  get ticked(): number[] {
    const rows = [...this.opened.page.querySelectorAll('.sot-item')];
    return rows
      .filter(row => row.querySelector('.sot-rated:not(.sot-rated--open)'))
      .map(row => Number(row.getAttribute('aria-posinset')));
  }

  async close(): Promise<void> {
    await closePage(this.opened);
    Reflect.deleteProperty(HTMLElement.prototype, 'clientHeight');
  }
}
