import type { ILayoutRestorer, JupyterFrontEnd } from '@jupyterlab/application';
import { Clipboard, WidgetTracker } from '@jupyterlab/apputils';
import { PageConfig, URLExt } from '@jupyterlab/coreutils';
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
import type { TranscriptParts } from './renderer';
import { largeFiles } from './store';
import type { ViewParts } from './view';
import { WordsContext, type Words } from './words';

const factoryName = 'Episode browser';
const modelName = 'sotopia-pi-path';
const fileType = 'sotopia-pi-episodes';
const episodeFiles = '^(.*\\.)?episodes\\.jsonl$|\\.episode\\.json$';
const fragmentStart = '#episode=';

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
  Pick<Circumstances, 'settled'>;

/** The page of one file. */
class BrowserPanel extends Widget {
  private root: Root | undefined;
  private asked: BrowserProps['asked'];
  private isSettled = false;

  constructor(
    private readonly parts: Fixed,
    private readonly context: DocumentRegistry.Context
  ) {
    super();
    this.addClass('sot-frame');
    context.pathChanged.connect(() => this.draw());
    const begin = () => {
      this.isSettled = true;
      this.draw();
    };
    parts.settled.then(begin, begin);
  }

  /** Opens the episode that a link names. */
  ask(fragment: string): void {
    if (!fragment.startsWith(fragmentStart)) return;
    const id = decoded(fragment.slice(fragmentStart.length));
    this.asked = { id, number: (this.asked?.number ?? 0) + 1 };
    this.draw();
  }

  protected override onAfterAttach(): void {
    this.draw();
  }

  protected override onBeforeDetach(): void {
    this.root?.unmount();
    this.root = undefined;
  }

  protected override onActivateRequest(): void {
    this.node.querySelector<HTMLElement>('[role="listbox"]')?.focus();
  }

  private draw(): void {
    if (!this.isAttached || !this.isSettled) return;
    const { words, settled: _, ...parts } = this.parts;
    const { localPath } = this.context;
    const page = createElement(Browser, {
      ...parts,
      key: localPath,
      path: localPath,
      isVisible: () => this.isVisible && document.visibilityState === 'visible',
      linkTo: id => linkTo(localPath, id),
      asked: this.asked
    });
    this.root ??= createRoot(this.node);
    this.root.render(createElement(WordsContext.Provider, { value: words }, page));
  }
}

/** An address that opens an episode of a file, here or in another browser. */
function linkTo(path: string, id: string): string {
  const app = PageConfig.getOption('notebookPage') === '' ? 'lab/tree' : 'edit';
  const page = URLExt.join(PageConfig.getBaseUrl(), app, URLExt.encodeParts(path));
  return `${page}${fragmentStart}${encodeURIComponent(id)}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
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
  /** The page's own address, whose fragment may name an episode. */
  readonly address: URL;
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
  app: JupyterFrontEnd,
  { words, ...parts }: TranscriptParts & ViewParts,
  restorer: ILayoutRestorer | null,
  { address, settled }: Circumstances
): void {
  const { docRegistry, serviceManager } = app;
  const files = largeFiles(serviceManager.contents);
  const copy = (text: string) => Clipboard.copyToSystem(text);
  addFileType(docRegistry, words);
  const factory = new BrowserFactory(
    { ...parts, files, copy, words, settled },
    words.__(factoryName)
  );
  const tracker = new WidgetTracker<EpisodesDocument>({ namespace: fileType });
  let fragment = address.hash;
  factory.widgetCreated.connect((_, widget) => {
    const { path, localPath } = widget.context;
    if (fragment !== '' && decoded(address.pathname).endsWith(`/${localPath}`)) {
      widget.setFragment(fragment);
      fragment = '';
    }
    widget.title.caption = path;
    widget.context.pathChanged.connect(() => void tracker.save(widget));
    void tracker.add(widget);
  });
  docRegistry.addWidgetFactory(factory);
  void restorer?.restore(tracker, {
    command: 'docmanager:open',
    args: ({ context }) => ({ path: context.path, factory: factoryName }),
    name: ({ context }) => context.path
  });
}
