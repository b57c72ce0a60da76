import { Token } from '@lumino/coreutils';
import type { LiveSettings } from './live-settings';
import type { PreferenceStore } from './preference-store';
import type { RatingStore } from './rating-store';
import type { Words } from './words';

/** What the plugins of this extension share: one store of ratings, one set of settings. */
export interface Shared {
  readonly store: RatingStore;
  readonly preferences: PreferenceStore;
  readonly words: Words;
  readonly settings: LiveSettings;
  /** Resolves when the settings are known: a blind reader must not see open episodes before. */
  readonly settled: Promise<unknown>;
}

/** The token under which plugins get what they share. */
export const Shared = new Token<Shared>(
  'sotopia-pi-lab:Shared',
  'The ratings, preferences and settings of Sotopia-π.'
);
