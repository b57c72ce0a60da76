import {
  ILayoutRestorer,
  IRouter,
  type JupyterFrontEnd,
  type JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { Dialog, ICommandPalette, Notification, showDialog } from '@jupyterlab/apputils';
import { PageConfig } from '@jupyterlab/coreutils';
import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { handOnApplicationKeys } from './application-keys';
import { pageAddress, type PageAddress } from './browser/page-address';
import { addBrowser } from './document';
import { shelfOf } from './kept-draft';
import { liveSettings } from './live-settings';
import { preferenceStore } from './preference-store';
import { ratingStore, type RatingStore } from './rating-store';
import { figureFactory, transcriptFactory } from './renderer';
import { serverFiles } from './store';
import type { Words } from './words';

const id = 'sotopia-pi-lab:plugin';
const forget = 'sotopia-pi:forget';

/** Shows episodes and figures, and lets people rate. */
const episodes: JupyterFrontEndPlugin<void> = {
  id,
  description: 'Shows episodes as chats and figures, and saves the ratings that people give.',
  autoStart: true,
  requires: [IRenderMimeRegistry],
  optional: [ISettingRegistry, ITranslator, ICommandPalette, ILayoutRestorer, IRouter],
  activate: (
    app: JupyterFrontEnd,
    rendermime: IRenderMimeRegistry,
    registry: ISettingRegistry | null,
    translator: ITranslator | null,
    palette: ICommandPalette | null,
    restorer: ILayoutRestorer | null,
    router: IRouter | null
  ) => {
    const words = wordsOf(translator ?? nullTranslator);
    const parts = {
      files: serverFiles(app.serviceManager.contents),
      shelf: shelfOf(browserStorage(), `sotopia-pi:${PageConfig.getBaseUrl()}:`, window),
      hubUser: PageConfig.getOption('hubUser'),
      words,
      chance: Math.random
    };
    const store = ratingStore(parts);
    const preferences = preferenceStore(parts, store);
    const settings = liveSettings();
    const settled = registry?.load(id).then(loaded => {
      const read = () => settings.set(loaded.composite);
      read();
      loaded.changed.connect(read);
    });
    handOnApplicationKeys(window);
    rendermime.addFactory(transcriptFactory({ store, preferences, words, settings }));
    rendermime.addFactory(figureFactory(words));
    addBrowser(app, { store, preferences, words, settings }, restorer, {
      address: addressOf(router),
      settled: settled ?? Promise.resolve()
    });
    app.commands.addCommand(forget, {
      label: words.__('Forget my name and my rating drafts in this browser'),
      execute: () => forgetAfterAsking(store, words)
    });
    palette?.addItem({ command: forget, category: 'Sotopia-π' });
  }
};

async function forgetAfterAsking(store: RatingStore, words: Words): Promise<void> {
  const { __ } = words;
  const { button } = await showDialog({
    title: __('Forget me in this browser?'),
    body: __(
      'Your name (%1) and drafts that are not submitted (%2) are removed. What is saved stays.',
      store.rater()?.name ?? __('none given'),
      store.countDrafts()
    ),
    buttons: [
      Dialog.cancelButton({ label: __('Cancel') }),
      Dialog.warnButton({ label: __('Forget') })
    ]
  });
  if (!button.accept) return;
  store.forget();
  Notification.info(__('Your name and your drafts are forgotten in this browser.'), {
    autoClose: 8000 // ms; without an end JupyterLab only counts it at its bell
  });
}

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

function wordsOf(translator: ITranslator): Words {
  const bundle = translator.load('sotopia_pi_lab');
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

export default [episodes];
