import type { ILayoutRestorer, JupyterFrontEnd } from '@jupyterlab/application';
import { Clipboard, WidgetTracker } from '@jupyterlab/apputils';
import {
  ABCWidgetFactory,
  DocumentWidget,
  TextModelFactory,
  type DocumentRegistry
} from '@jupyterlab/docregistry';
import type { Contents } from '@jupyterlab/services';
import { Widget } from '@lumino/widgets';
import { createElement } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { Browser, type BrowserProps } from './browser/browser';
import { frameFocus } from './browser/frame-focus';
import type { PageAddress } from './browser/page-address';
import { fragmentOf, placeIn, type Place } from './browser/place';
import type { TranscriptParts } from './renderer';
import { largeFiles } from './store';
import type { ViewParts } from './view';
import { WordsContext, type Words } from './words';

const factoryName = 'Episode browser';
const openAt = 'sotopia-pi:open-episodes';
const modelName = 'sotopia-pi-path';
const fileType = 'sotopia-pi-episodes';
const episodeFiles = '^(.*\\.)?episodes\\.jsonl$|\\.episode\\.json$';

/** A model that holds nothing: a file of episodes is read in parts, never as a whole. */
class PathModelFactory extends TextModelFactory {
  override get name(): string {
    return modelName;
  }

  override get fileFormat(): Contents.FileFormat {
    return null;
  }
}

type Fixed = Pick<BrowserProps, 'files' | 'store' | 'preferences' | 'settings' | 'copy'> &
  Pick<TranscriptParts, 'words'> &
  Circumstances;

/** The page of one file. */
class BrowserPanel extends Widget {
  private root: Root | undefined;
  private asked: BrowserProps['asked'];
  private isSettled = false;
  private readonly focus = frameFocus(this.node);
  /** Where its reader is, as the end of a link. */
  fragment = '';
  /** Called each time that changes. */
  onMoved: () => void = () => undefined;

  constructor(
    private readonly parts: Fixed,
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

class EpisodesDocument extends DocumentWidget<BrowserPanel> {
  constructor(options: DocumentWidget.IOptions<BrowserPanel>) {
    super(options);
    this.toolbar.hide(); // it would be an empty line
  }

  override setFragment(fragment: string): void {
    this.content.ask(fragment);
  }
}

class BrowserFactory extends ABCWidgetFactory<EpisodesDocument> {
  constructor(
    private readonly parts: Fixed,
    label: string
  ) {
    super({
      name: factoryName,
      label,
      modelName,
      fileTypes: [fileType],
      defaultFor: [fileType],
      readOnly: true
    });
  }

  protected override createNewWidget(context: DocumentRegistry.Context): EpisodesDocument {
    return new EpisodesDocument({ context, content: new BrowserPanel(this.parts, context) });
  }
}

interface Circumstances {
  /** The page's own address, which may name a place. */
  readonly address: PageAddress;
  /** Resolves when the settings are known: a blind reader must not see open episodes before. */
  readonly settled: Promise<unknown>;
}

function addFileType(docRegistry: DocumentRegistry, { __ }: Words): void {
  docRegistry.addFileType({
    name: fileType,
    displayName: __('Sotopia episodes'),
    extensions: ['.episodes.jsonl', '.episode.json'],
    pattern: episodeFiles,
    contentType: 'file',
    fileFormat: 'text'
  });
  docRegistry.addModelFactory(new PathModelFactory());
}

/** Opens files of episodes in the browser. */
export function addBrowser(
  { docRegistry, serviceManager, commands }: JupyterFrontEnd,
  { words, ...parts }: TranscriptParts & ViewParts,
  restorer: ILayoutRestorer | null,
  { address, settled }: Circumstances
): void {
  const files = largeFiles(serviceManager.contents);
  addFileType(docRegistry, words);
  const fixed = { ...parts, files, copy: Clipboard.copyToSystem, words, settled, address };
  const factory = new BrowserFactory(fixed, words.__(factoryName));
  const tracker = new WidgetTracker<EpisodesDocument>({ namespace: fileType });
  factory.widgetCreated.connect((_, widget) => {
    const { content, context, title } = widget;
    content.ask(address.taken(context.localPath));
    content.onMoved = () => {
      address.follow(context.localPath, content.fragment);
      void tracker.save(widget);
    };
    title.caption = context.path;
    context.pathChanged.connect(() => void tracker.save(widget));
    void tracker.add(widget);
  });
  docRegistry.addWidgetFactory(factory);
  commands.addCommand(openAt, {
    execute: async ({ path, fragment }) => {
      await commands.execute('docmanager:open', { path, factory: factoryName });
      const content = tracker.find(({ context }) => context.path === path)?.content;
      if (content?.fragment === '' && typeof fragment === 'string') content.ask(fragment);
    }
  });
  void restorer?.restore(tracker, {
    command: openAt,
    args: ({ context, content }) => ({ path: context.path, fragment: content.fragment }),
    name: ({ context }) => context.path
  });
}
