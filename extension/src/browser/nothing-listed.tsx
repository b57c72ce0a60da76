import { useWords } from '../words';
import { noFilter, unfiltered } from './catalogue';
import type { Browsing } from './use-browser';
import type { Places } from './use-places';

interface NothingListedProps {
  readonly browsing: Browsing;
  readonly places: Places;
}

/** An empty list says why, and offers what brings episodes back. */
export function NothingListed({ browsing, places }: NothingListedProps) {
  const { __ } = useWords();
  const { filter, search, startSearch, change, isComparing, compare } = browsing;
  const words = filter.words.trim();
  const isSearched = search?.isOver === true;
  const hasFilters = !unfiltered(filter);
  const go = (step: () => void) => () => {
    step();
    places.toList();
  };
  return (
    <div className="sot-empty sot-nothing">
      <p>{reasonIn(browsing, __)}</p>
      {words !== '' && !search && (
        <button type="button" className="sot-button" onClick={startSearch}>
          {__('Search in the talks too')}
        </button>
      )}
      {words !== '' && (isSearched || hasFilters) && (
        <button type="button" className="sot-button" onClick={go(() => change({ words: '' }))}>
          {__('Clear the search')}
        </button>
      )}
      {hasFilters && (
        <button
          type="button"
          className="sot-button"
          onClick={go(() => change({ ...noFilter, words: filter.words }))}
        >
          {__('Clear filters')}
        </button>
      )}
      {isComparing && (
        <button type="button" className="sot-button" onClick={go(() => compare(false))}>
          {__('Stop comparing')}
        </button>
      )}
    </div>
  );
}

function reasonIn(
  { filter, search, isComparing }: Browsing,
  __: (text: string, ...values: string[]) => string
): string {
  const words = filter.words.trim();
  if (words !== '') {
    return search
      ? __('Nothing here, and nothing that was said, contains “%1”.', words)
      : __('No name, task or scenario contains “%1”.', words);
  }
  if (isComparing) return __('No other episode of this task passes the filters.');
  const onlyUnrated = filter.rated === 'no' && unfiltered({ ...filter, rated: '' });
  return onlyUnrated
    ? __('You have rated every episode of this file.')
    : __('No episode passes the filters.');
}
