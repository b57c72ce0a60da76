import type { JupyterFrontEnd } from '@jupyterlab/application';
import { Dialog, InputDialog, Notification, showDialog } from '@jupyterlab/apputils';
import { DocumentWidget } from '@jupyterlab/docregistry';
import { PathExt } from '@jupyterlab/coreutils';
import type { LabIcon } from '@jupyterlab/ui-components';
import { openEpisodes } from '../document';
import { serverFolders } from '../store';
import type { Words } from '../words';
import { findFile, findRuns, pathOf, type Folders, type FoundRun } from './find-runs';
import { firstNotebook } from './first-notebook';
import { episodesIcon, notebookIcon, piIcon, rateIcon } from './icons';

/** The name under which the launcher and the palette list the commands. */
export const category = 'Sotopia-π';

const tourFiles = ['notebooks/00-tour.ipynb', '00-tour.ipynb'];

/** The commands, in the order of the launcher's cards. */
export const launchCommands = {
  tour: 'sotopia-pi:tour',
  browse: 'sotopia-pi:browse-run',
  create: 'sotopia-pi:new-notebook',
  rate: 'sotopia-pi:rate-episodes'
} as const;

interface Launch {
  readonly app: JupyterFrontEnd;
  readonly folders: Folders;
  readonly words: Words;
  /** The folder that is open. */
  readonly folder: string;
}

interface Entry {
  readonly label: string;
  readonly caption: string;
  readonly icon: LabIcon;
  readonly run: (launch: Launch) => Promise<unknown>;
}

/** Adds the commands that a reader begins with. The launcher passes the folder that is open. */
export function addLaunchCommands(app: JupyterFrontEnd, words: Words): void {
  const folders = serverFolders(app.serviceManager.contents);
  for (const [name, { run, ...shown }] of Object.entries(entriesIn(words))) {
    app.commands.addCommand(launchCommands[name as keyof typeof launchCommands], {
      ...shown,
      execute: ({ cwd }) =>
        run({ app, folders, words, folder: typeof cwd === 'string' ? cwd : openFolder(app) })
    });
  }
}

function entriesIn({ __ }: Words): Record<keyof typeof launchCommands, Entry> {
  return {
    tour: {
      label: __('Sotopia-π: tour'),
      caption: __('Open the notebook that walks through the whole method'),
      icon: piIcon,
      run: openTour
    },
    browse: {
      label: __('Browse a run’s episodes'),
      caption: __('Read, filter and compare the episodes of a run'),
      icon: episodesIcon,
      run: launch => openRun(launch, {})
    },
    create: {
      label: __('New Sotopia-π notebook'),
      caption: __('Create a notebook whose first cell opens a new run'),
      icon: notebookIcon,
      run: createNotebook
    },
    rate: {
      label: __('Rate episodes'),
      caption: __('Rate the episodes of a run that you have not rated, without seeing the models'),
      icon: rateIcon,
      run: launch => openRun(launch, { rates: true })
    }
  };
}

/** The folder of the document in front; the server's root where there is none. */
function openFolder({ shell }: JupyterFrontEnd): string {
  const widget = shell.currentWidget;
  return widget instanceof DocumentWidget ? PathExt.dirname(widget.context.localPath) : '';
}

async function openTour({ app, folders, folder, words: { __ } }: Launch): Promise<void> {
  const path = await findFile(folders, folder, tourFiles);
  if (path !== undefined) {
    await app.commands.execute('docmanager:open', { path });
    return;
  }
  await say(
    __('The tour is not below the server’s folder'),
    __(
      'Expected notebooks/00-tour.ipynb in the open folder, in a folder above it, or in a folder of the server’s root. Open the folder of the Sotopia-π project, or start JupyterLab there with: npm run lab'
    ),
    __('Close')
  );
}

/** Opens the episodes of the only run, or of the one that the reader picks. */
async function openRun(launch: Launch, { rates = false }: { rates?: boolean }): Promise<void> {
  const { app, folders, folder, words } = launch;
  const runs = await findRuns(folders, folder);
  const played = runs.filter(({ modified }) => modified !== undefined);
  if (played.length === 0) return offerTour(launch, runs);
  const run = await pickRun(played, words);
  if (!run) return;
  await app.commands.execute(openEpisodes, { path: pathOf(run.folder, 'episodes.jsonl'), rates });
}

async function pickRun(runs: readonly FoundRun[], { __ }: Words): Promise<FoundRun | undefined> {
  if (runs.length === 1) return runs[0];
  const items = runs.map(({ folder, modified = '' }) => `${folder || '/'} · ${timeText(modified)}`);
  const { button, value } = await InputDialog.getItem({
    title: __('Which run?'),
    label: __('Runs with episodes, newest first'),
    items,
    okLabel: __('Open')
  });
  return button.accept && value !== null ? runs[items.indexOf(value)] : undefined;
}

function timeText(modified: string): string {
  return new Date(modified).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}

/** No run has episodes: names the runs that wait for theirs, and offers the tour, which makes one. */
async function offerTour(launch: Launch, runs: readonly FoundRun[]): Promise<void> {
  const { __ } = launch.words;
  const names = runs.map(({ folder }) => folder).join(', ');
  const found = names
    ? __('%1: no episodes yet. Run pi.playEpisodes(run) in its notebook. ', names)
    : __('No run folder was found in or near the open folder. ');
  const isAccepted = await say(
    __('No run has episodes yet'),
    found + __('The tour makes a run in less than a minute, and so does: npm start'),
    __('Close'),
    __('Open the tour')
  );
  if (isAccepted) await openTour(launch);
}

async function createNotebook({ app, folders, folder, words: { __ } }: Launch): Promise<void> {
  const { contents } = app.serviceManager;
  const project = await findFile(folders, folder, ['node_modules/sotopia-pi']);
  const root = project?.split('/').slice(0, -2).join('/');
  const isInside = root !== undefined && (root === '' || `${folder}/`.startsWith(`${root}/`));
  const target = isInside || root === undefined ? folder : pathOf(root, 'notebooks');
  const taken = [
    ...(await folders.entries(target)),
    ...(await folders.entries(pathOf(root ?? '', 'runs')))
  ];
  const { path, content } = firstNotebook(target, taken, kernelOf(app) ?? 'tslab');
  await contents.save(path, { type: 'notebook', format: 'json', content });
  await app.commands.execute('docmanager:open', { path });
  const problem = kernelOf(app)
    ? root === undefined &&
      __(
        'If the first cell does not find sotopia-pi, move the notebook into the Sotopia-π project: the library is looked for in its folder and above.'
      )
    : __(
        'This JupyterLab has no TypeScript kernel. In the Sotopia-π project, npm run setup makes one.'
      );
  if (problem) Notification.warning(problem, { autoClose: 15000 }); // ms
}

/** The name of the first TypeScript kernel that the server offers. */
function kernelOf({ serviceManager }: JupyterFrontEnd): string | undefined {
  const specs = Object.values(serviceManager.kernelspecs.specs?.kernelspecs ?? {});
  return specs.find(spec => spec?.language === 'typescript')?.name;
}

/** Says something; with a second button resolves to whether that one was pressed. */
async function say(title: string, body: string, close: string, accept?: string): Promise<boolean> {
  const buttons = [
    Dialog.cancelButton({ label: close }),
    ...(accept === undefined ? [] : [Dialog.okButton({ label: accept })])
  ];
  const { button } = await showDialog({ title, body, buttons });
  return button.accept;
}
