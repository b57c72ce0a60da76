import type { ReactElement } from 'react';
import { parseTranscript } from '../../kernel-lib/src/transcript/schema';
import { Broken } from './broken';
import { Episode, type ReaderSettings } from './episode';
import type { RatingStore } from './rating-store';

/** What a payload is shown as: an episode, or the sentence why it is none. */
export function viewOf(
  payload: unknown,
  store: RatingStore,
  settings: ReaderSettings
): ReactElement {
  try {
    return <Episode transcript={parseTranscript(payload)} store={store} settings={settings} />;
  } catch (error) {
    return (
      <Broken reason={error instanceof Error ? error.message : String(error)} payload={payload} />
    );
  }
}
