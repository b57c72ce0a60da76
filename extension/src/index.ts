import {
  ILayoutRestorer,
  IRouter,
  type JupyterFrontEnd,
  type JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { PageConfig } from '@jupyterlab/coreutils';
import { ILauncher } from '@jupyterlab/launcher';
import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { handOnApplicationKeys } from './application-keys';
import { pageAddress, type PageAddress } from './browser/page-address';
import { addForgetting, forgetCommand } from './commands';
import { addBrowser } from './document';
import { shelfOf } from './kept-draft';
import { addLaunchCommands, category, launchCommands } from './launch/commands';
import { liveSettings } from './live-settings';
import { preferenceStore } from './preference-store';
import { ratingStore } from './rating-store';
import { figureFactory, transcriptFactory } from './renderer';
import { Shared } from './shared';
import { serverFiles } from './store';
import { talkFactory } from './talk/talk-renderer';
import type { Words } from './words';

// One plugin for each part: JupyterLab goes on with the others when one fails to activate.

const settingsId = 'sotopia-pi-lab:plugin';

/** What the other plugins share. */
const shared: JupyterFrontEndPlugin<Shared> = {
  id: settingsId,
  description: 'Keeps the ratings that people give, and the settings of Sotopia-π.',
  autoStart: true,
  provides: Shared,
  optional: [ISettingRegistry, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    registry: ISettingRegistry | null,
    translator: ITranslator | null
  ) => {
    const words = wordsOf(translator);
    const parts = {
      files: serverFiles(app.serviceManager.contents),
      shelf: shelfOf(browserStorage(), `sotopia-pi:${PageConfig.getBaseUrl()}:`, window),
      hubUser: PageConfig.getOption('hubUser'),
      words,
      chance: Math.random
    };
    const store = ratingStore(parts);
    const settings = liveSettings();
    const settled = registry?.load(settingsId).then(loaded => {
      const read = () => settings.set(loaded.composite);
      read();
      loaded.changed.connect(read);
    });
    return {
      ...{ store, preferences: preferenceStore(parts, store), words, settings },
      settled: settled ?? Promise.resolve()
    };
  }
};

/** Episodes in notebooks. */
const transcripts: JupyterFrontEndPlugin<void> = {
  id: 'sotopia-pi-lab:transcripts',
  description: 'Shows episodes as chats in notebooks, and lets people rate them there.',
  autoStart: true,
  requires: [IRenderMimeRegistry, Shared],
  activate: (app: JupyterFrontEnd, rendermime: IRenderMimeRegistry, parts: Shared) => {
    handOnApplicationKeys(window);
    rendermime.addFactory(transcriptFactory(parts));
    rendermime.addFactory(talkFactory(app, parts.words));
  }
};

/** Figures in notebooks. */
const figures: JupyterFrontEndPlugin<void> = {
  id: 'sotopia-pi-lab:figures',
  description: 'Shows Plotly figures in notebooks.',
  autoStart: true,
  requires: [IRenderMimeRegistry],
  optional: [ITranslator],
  activate: (_, rendermime: IRenderMimeRegistry, translator: ITranslator | null) =>
    rendermime.addFactory(figureFactory(wordsOf(translator)))
};

/** Files of episodes. */
const browser: JupyterFrontEndPlugin<void> = {
  id: 'sotopia-pi-lab:browser',
  description: 'Opens files of episodes.',
  autoStart: true,
  requires: [Shared],
  optional: [ILayoutRestorer, IRouter],
  activate: (
    app: JupyterFrontEnd,
    parts: Shared,
    restorer: ILayoutRestorer | null,
    router: IRouter | null
  ) => addBrowser(app, parts, restorer, addressOf(router))
};

/** Where a reader begins. */
const launcher: JupyterFrontEndPlugin<void> = {
  id: 'sotopia-pi-lab:launcher',
  description: 'Adds the commands of Sotopia-π to the launcher and the command palette.',
  autoStart: true,
  requires: [Shared],
  optional: [ILauncher, ICommandPalette],
  activate: (
    app: JupyterFrontEnd,
    parts: Shared,
    cards: ILauncher | null,
    palette: ICommandPalette | null
  ) => {
    addForgetting(app, parts);
    addLaunchCommands(app, parts.words);
    const commands = Object.values(launchCommands);
    commands.forEach((command, rank) => cards?.add({ command, category, rank }));
    for (const command of [...commands, forgetCommand]) palette?.addItem({ command, category });
  }
};

/** The address of this page, in JupyterLab or in Notebook 7. */
function addressOf(router: IRouter | null): PageAddress {
  return pageAddress({
    window,
    router,
    base: PageConfig.getBaseUrl(),
    app: PageConfig.getOption('notebookPage') === '' ? 'lab/tree' : 'edit',
    addressOf: path => PageConfig.getUrl({ treePath: path })
  });
}

function wordsOf(translator: ITranslator | null): Words {
  const bundle = (translator ?? nullTranslator).load('sotopia_pi_lab');
  return { __: (text, ...values) => bundle.__(text, ...values.map(String)) };
}

/** The browser's storage; a browser that forbids it has none. */
function browserStorage(): Storage | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}

export default [shared, transcripts, figures, browser, launcher];
