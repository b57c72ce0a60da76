import type { JupyterFrontEnd } from '@jupyterlab/application';
import { Dialog, Notification, showDialog } from '@jupyterlab/apputils';
import type { RatingStore } from './rating-store';
import type { Shared } from './shared';
import type { Words } from './words';

/** The command that clears a name and drafts from this browser. */
export const forgetCommand = 'sotopia-pi:forget';

/** Adds the command that clears a name and drafts from this browser. */
export function addForgetting({ commands }: JupyterFrontEnd, { store, words }: Shared): void {
  commands.addCommand(forgetCommand, {
    label: words.__('Forget my name and my rating drafts in this browser'),
    execute: () => forgetAfterAsking(store, words)
  });
}

async function forgetAfterAsking(store: RatingStore, { __ }: Words): Promise<void> {
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
