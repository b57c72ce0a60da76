import { nameOf } from '../transcript';
import { useWords } from '../words';
import { List } from './list';
import { ListHead, Skipped } from './list-head';
import { NothingListed } from './nothing-listed';
import type { Browsing } from './use-browser';
import type { Places } from './use-places';

interface ListPaneProps {
  readonly browsing: Browsing;
  readonly places: Places;
  readonly isBlind: boolean;
}

/** The list with what is said about it. */
export function ListPane({ browsing, places, isBlind }: ListPaneProps) {
  const { episodes, shown, order, setOrder, picked, pick, drafted, showsScores, repeats } =
    browsing;
  const { scores, rated } = episodes;
  const total = episodes.entries.length;
  return (
    <div className="sot-list">
      <ListHead
        {...{ total, order, isBlind, phase: episodes.phase }}
        shown={shown.length}
        onOrder={setOrder}
      />
      <Lost {...browsing} />
      <Comparing {...browsing} />
      <List
        {...{ shown, rated, drafted, isBlind, picked, repeats }}
        scores={showsScores ? scores : undefined}
        box={places.list}
        onPick={position => pick(shown[position]?.id)}
        onEnter={places.toTalk}
        onClicked={() => places.setShowsList(false)}
      />
      {shown.length === 0 && total > 0 && <NothingListed {...{ browsing, places }} />}
      <Skipped lines={episodes.skipped} isAll={total === 0} />
    </div>
  );
}

function Lost({ isLost, read }: Browsing) {
  const { __ } = useWords();
  if (!isLost) return null;
  return (
    <p className="sot-note" role="alert">
      {__('There is no episode %1 in this file.', read ?? '')}
    </p>
  );
}

/** What one picks in the list is the other one of a pair now. */
function Comparing({ isComparing, sight, compare }: Browsing) {
  const { __ } = useWords();
  if (!isComparing || sight.kind === 'none') return null;
  return (
    <p className="sot-pairing" role="status">
      <span>{__('Pick the one to compare with: others of %1', nameOf(sight.entry.task))}</span>{' '}
      <button type="button" className="sot-button" onClick={() => compare(false)}>
        {__('Stop comparing')}
      </button>
    </p>
  );
}
