import { useSyncExternalStore } from 'react';
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
  const listeners = new Set<() => void>();
  return {
    now: () => settings,
    set: given => {
      settings = { ...settingsDefaults, ...given };
      for (const listener of listeners) listener();
    },
    onChange: listener => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    }
  };
}

/** What is set now; whoever uses it is drawn again when that changes. */
export function useSettings({ onChange, now }: LiveSettings): ReaderSettings {
  return useSyncExternalStore(onChange, now);
}
