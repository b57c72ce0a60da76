import { useCallback, useId, useRef, useState } from 'react';
import type { BlindTranscript, Transcript } from '../../kernel-lib/src/transcript/schema';
import { RatingPart } from './rating-part';
import type { RatingStore } from './rating-store';
import { Conversation } from './transcript';
import { ThumbsOf, type ThumbBoard } from './thumbs';
import { useWords } from './words';
import type { KeyMap } from './keys';

/** What a reader can set. */
export interface ReaderSettings {
  readonly name: string;
  readonly keys: KeyMap;
  readonly reasonsRequired: boolean;
  readonly density: 'comfortable' | 'compact';
  /** Whether the episode browser hides models, scores and secrets. */
  readonly browseBlind: boolean;
}

export const settingsDefaults: ReaderSettings = {
  name: '',
  keys: 'rows',
  reasonsRequired: false,
  density: 'comfortable',
  browseBlind: false
};

interface EpisodeProps {
  readonly transcript: Transcript;
  readonly store: RatingStore;
  readonly settings: ReaderSettings;
  /** Where one goes on after rating; by default to the notebook's next output that waits. */
  readonly onNext?: (() => void) | undefined;
}

/** A transcript whose run is known, so that it can be rated. */
export type Ratable = Transcript & { readonly run: NonNullable<BlindTranscript['run']> };

/** An episode as a chat, and the sheet to rate it under it. */
export function Episode({ transcript, store, settings, onNext }: EpisodeProps) {
  const { __ } = useWords();
  const idPrefix = useId();
  const root = useRef<HTMLElement>(null);
  const [board, setBoard] = useState<ThumbBoard>();
  const thumbs = useCallback(
    (turn: number) => board && <ThumbsOf turn={turn} board={board} />,
    [board]
  );
  const { seats, rehearsal } = transcript;
  return (
    <article
      ref={root}
      className={rehearsal ? 'sot-root sot-root--rehearsal' : 'sot-root'}
      aria-label={__('Episode, %1 and %2', seats[0].name, seats[1].name)}
      data-lm-suppress-shortcuts="true"
      tabIndex={-1}
    >
      <Conversation transcript={transcript} idPrefix={idPrefix} besideTurn={thumbs} />
      {isRatable(transcript) && (
        <RatingPart
          transcript={transcript}
          store={store}
          settings={settings}
          root={root}
          onThumbs={setBoard}
          onNext={onNext}
        />
      )}
    </article>
  );
}

function isRatable(transcript: Transcript): transcript is Ratable {
  return transcript.run !== undefined;
}
