import type { ILayoutRestorer, JupyterFrontEnd } from '@jupyterlab/application';
import { Clipboard, WidgetTracker } from '@jupyterlab/apputils';
import {
  ABCWidgetFactory,
  DocumentWidget,
  TextModelFactory,
  type DocumentRegistry
} from '@jupyterlab/docregistry';
import type { Contents } from '@jupyterlab/services';
import type { PageAddress } from './browser/page-address';
import { BrowserPanel, type PanelParts } from './browser-panel';
import { episodesIcon, piIcon } from './launch/icons';
import type { Shared } from './shared';
import { largeFiles } from './store';
import type { Words } from './words';

/** The command that opens a file of episodes: `path`, a `fragment` that names a place, `rates` to rate. */
export const openEpisodes = 'sotopia-pi:open-episodes';

const factoryName = 'Episode browser';
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
    private readonly parts: PanelParts,
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
    context.save = () => Promise.resolve(); // by key, menu or Save All: there is nothing to write
    return new EpisodesDocument({ context, content: new BrowserPanel(this.parts, context) });
  }
}

function addFileType(docRegistry: DocumentRegistry, { __ }: Words): void {
  docRegistry.addFileType({
    name: fileType,
    displayName: __('Sotopia episodes'),
    extensions: ['.episodes.jsonl', '.episode.json'],
    pattern: episodeFiles,
    contentType: 'file',
    fileFormat: 'text',
    icon: episodesIcon
  });
  docRegistry.addFileType({
    name: 'sotopia-pi-run',
    displayName: __('Sotopia run'),
    pattern: '^run\\.json$',
    extensions: [],
    contentType: 'file',
    fileFormat: 'text',
    icon: piIcon
  });
  docRegistry.addModelFactory(new PathModelFactory());
}

/** Opens files of episodes in the browser. */
export function addBrowser(
  { docRegistry, serviceManager, commands, shell, restored }: JupyterFrontEnd,
  { words, settled, ...parts }: Shared,
  restorer: ILayoutRestorer | null,
  address: PageAddress
): void {
  const files = largeFiles(serviceManager.contents);
  addFileType(docRegistry, words);
  const fixed = { ...parts, files, copy: Clipboard.copyToSystem, words, settled, address };
  const factory = new BrowserFactory(fixed, words.__(factoryName));
  const tracker = new WidgetTracker<EpisodesDocument>({ namespace: fileType });
  const inFront = () => tracker.find(each => each === shell.currentWidget);
  const showAddress = () => {
    const widget = inFront();
    if (widget) address.show(widget.context.localPath, widget.content.fragment);
  };
  shell.currentChanged?.connect(showAddress);
  address.onOverwritten(showAddress);
  address.onAsked(namedIn => {
    const widget = inFront();
    widget?.content.ask(namedIn(widget.context.localPath));
  });
  void restored.then(showAddress);
  factory.widgetCreated.connect((_, widget) => {
    const { content, context, title } = widget;
    content.ask(address.taken(context.localPath));
    content.onMoved = () => {
      showAddress();
      void tracker.save(widget);
    };
    title.icon = episodesIcon;
    title.caption = context.path;
    context.pathChanged.connect(() => void tracker.save(widget));
    void tracker.add(widget);
  });
  docRegistry.addWidgetFactory(factory);
  commands.addCommand(openEpisodes, {
    execute: async ({ path, fragment, rates }) => {
      await commands.execute('docmanager:open', { path, factory: factoryName });
      const content = tracker.find(({ context }) => context.path === path)?.content;
      if (rates === true) content?.rate();
      else if (content?.fragment === '' && typeof fragment === 'string') content.ask(fragment);
    }
  });
  void restorer?.restore(tracker, {
    command: openEpisodes,
    args: ({ context, content }) => ({ path: context.path, fragment: content.fragment }),
    name: ({ context }) => context.path
  });
}
