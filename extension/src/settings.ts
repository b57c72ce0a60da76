import type { KeyMap } from './keys';

/** What a reader can set. */
export interface ReaderSettings {
  readonly name: string;
  readonly keys: KeyMap;
  readonly reasonsRequired: boolean;
  readonly density: 'comfortable' | 'compact';
  /** Whether the episode browser hides models, sets and scores. */
  readonly browseBlind: boolean;
  /** Whether its list shows the judge's scores without being asked to. */
  readonly browseScores: boolean;
}

export const settingsDefaults: ReaderSettings = {
  name: '',
  keys: 'rows',
  reasonsRequired: false,
  density: 'comfortable',
  browseBlind: false,
  browseScores: false
};
