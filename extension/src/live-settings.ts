import { useSyncExternalStore } from 'react';
import { audience } from './audience';
import { settingsDefaults, type ReaderSettings } from './settings';

/** The reader's settings, which come a moment after the page and may change while it is open. */
export interface LiveSettings {
  readonly now: () => ReaderSettings;
  readonly set: (settings: Partial<ReaderSettings>) => void;
  readonly onChange: (listener: () => void) => () => void;
}

/** The defaults, until something else is set. */
export function liveSettings(): LiveSettings {
  let settings = settingsDefaults;
  const { tell, on } = audience();
  return {
    now: () => settings,
    set: given => {
      settings = { ...settingsDefaults, ...given };
      tell();
    },
    onChange: on
  };
}

/** What is set now; whoever uses it is drawn again when that changes. */
export function useSettings({ onChange, now }: LiveSettings): ReaderSettings {
  return useSyncExternalStore(onChange, now);
}
