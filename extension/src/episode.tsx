import { useId, useRef, useState } from 'react';
import type { Transcript } from '../../kernel-lib/src/transcript/schema';
import { CameFrom } from './came-from';
import type { Saved } from './just-saved';
import { RatingPart } from './rating-part';
import type { RatingStore } from './rating-store';
import type { ReaderSettings } from './settings';
import { isRatable } from './subject';
import { ThumbBoardContext, ThumbsOf, type ThumbBoard } from './thumbs';
import { Conversation } from './transcript';
import { useWords } from './words';

interface EpisodeProps {
  readonly transcript: Transcript;
  readonly store: RatingStore;
  readonly settings: ReaderSettings;
  /** Where one goes on after rating; by default to the notebook's next output that waits. */
  readonly onNext?: ((saved?: Saved) => void) | undefined;
}

/** An episode as a chat, and the sheet to rate it under it. */
export function Episode({ transcript, store, settings, onNext }: EpisodeProps) {
  const { __ } = useWords();
  const idPrefix = useId();
  const root = useRef<HTMLElement>(null);
  const [board, setBoard] = useState<ThumbBoard>();
  const { seats, rehearsal } = transcript;
  return (
    <article
      ref={root}
      className={rehearsal ? 'sot-root sot-root--rehearsal' : 'sot-root'}
      aria-label={__('Episode, %1 and %2', seats[0].name, seats[1].name)}
      data-lm-suppress-shortcuts="true"
      tabIndex={-1}
    >
      <CameFrom root={root} />
      <ThumbBoardContext.Provider value={board}>
        <Conversation transcript={transcript} idPrefix={idPrefix} besideTurn={thumbsOf} />
      </ThumbBoardContext.Provider>
      {isRatable(transcript) && (
        <RatingPart {...{ transcript, store, settings, root, onNext }} onThumbs={setBoard} />
      )}
    </article>
  );
}

const thumbsOf = (turn: number) => <ThumbsOf turn={turn} />;
