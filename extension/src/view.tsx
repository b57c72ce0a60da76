import type { ReactElement } from 'react';
import {
  pairMime,
  parsePair,
  parseTranscript,
  transcriptMime,
  type Pair,
  type Transcript
} from '../../kernel-lib/src/transcript/schema';
import { Broken } from './broken';
import { Compare } from './compare';
import { Episode } from './episode';
import { useSettings, type LiveSettings } from './live-settings';
import type { PreferenceStore } from './preference-store';
import type { RatingStore } from './rating-store';
import { reasonOf } from './reason';

/** What outputs need beside their payloads. */
export interface ViewParts {
  readonly store: RatingStore;
  readonly preferences: PreferenceStore;
  readonly settings: LiveSettings;
}

/** The kinds of payloads that are shown. */
export const viewMimes = [transcriptMime, pairMime] as const;

/** What a payload is shown as: an episode, two of them, or the sentence why it is neither. */
export function viewOf(
  payload: unknown,
  parts: ViewParts,
  mime: string = transcriptMime
): ReactElement {
  try {
    if (mime === pairMime) return <PairView pair={parsePair(payload)} {...parts} />;
    return <EpisodeView transcript={parseTranscript(payload)} {...parts} />;
  } catch (error) {
    return <Broken reason={reasonOf(error)} payload={payload} />;
  }
}

function EpisodeView({
  transcript,
  store,
  settings
}: ViewParts & { readonly transcript: Transcript }) {
  return <Episode transcript={transcript} store={store} settings={useSettings(settings)} />;
}

function PairView({ pair, preferences, settings }: ViewParts & { readonly pair: Pair }) {
  return <Compare pair={pair} store={preferences} settings={useSettings(settings)} />;
}
