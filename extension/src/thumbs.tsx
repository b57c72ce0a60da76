import { createContext, useContext, type Dispatch } from 'react';
import type { Action } from './draft';
import { Icon } from './icon';
import type { Sheet } from './sheet';
import { useWords } from './words';

/** The thumbs of all turns and how to change one. */
export interface ThumbBoard {
  readonly thumbs: Sheet['thumbs'];
  readonly dispatch: Dispatch<Action>;
}

/** The board while somebody rates; so a thumb draws thumbs again, and not a thousand turns. */
export const ThumbBoardContext = createContext<ThumbBoard | undefined>(undefined);

/** A thumb each way beside the name of a turn, while one rates. */
export function ThumbsOf({ turn }: { readonly turn: number }) {
  const { __ } = useWords();
  const board = useContext(ThumbBoardContext);
  if (!board) return null;
  const thumb = board.thumbs[turn];
  const labels = {
    up: __('Turn %1 is good', turn),
    down: __('Turn %1 is bad', turn)
  };
  return (
    <span className="sot-thumbs" role="group" aria-label={__('Your view of turn %1', turn)}>
      {(['up', 'down'] as const).map(way => (
        <button
          key={way}
          type="button"
          className="sot-thumb"
          aria-pressed={thumb === way}
          aria-label={labels[way]}
          tabIndex={-1}
          onClick={() => board.dispatch({ kind: 'thumb', turn, way })}
        >
          <Icon name={way} />
        </button>
      ))}
    </span>
  );
}
