import type { KeyboardEvent, ReactNode, RefObject } from 'react';
import { Icon } from '../icon';
import { isComposing } from '../keys';
import { countText, useWords } from '../words';
import { folderOf } from './use-episodes';
import type { TextSearch } from './use-search';

interface ToolsProps {
  readonly path: string;
  readonly searchBox: RefObject<HTMLInputElement>;
  readonly words: string;
  readonly search: TextSearch | undefined;
  readonly onWords: (words: string) => void;
  readonly onSearch: () => void;
  readonly onStop: () => void;
  /** The reader leaves the search for the list. */
  readonly onDone: () => void;
  /** The filters. */
  readonly children: ReactNode;
}

/** The line above everything: which file, the search, the filters. */
export function Tools(props: ToolsProps) {
  const { path, words, search, onSearch, onStop, children } = props;
  const { __ } = useWords();
  const isGoing = search !== undefined && !search.isOver;
  return (
    <div className="sot-tools">
      <h2>
        <bdi>{titleOf(path)}</bdi>
      </h2>
      <SearchBox {...props} />
      <button
        type="button"
        className="sot-chip"
        disabled={words.trim() === ''}
        title={__('Looks into every turn; takes a while in a large file')}
        onClick={isGoing ? onStop : onSearch}
      >
        {isGoing ? __('Stop searching') : __('Search in the talks too')}
      </button>
      {search && (
        <span className="sot-muted sot-progress">
          {__(
            '%1 found in %2 of %3',
            ...[search.found.size, search.searched, search.of].map(countText)
          )}
        </span>
      )}
      {children}
    </div>
  );
}

function SearchBox({ searchBox, words, onWords, onDone }: ToolsProps) {
  const { __ } = useWords();

  function onKeyDown(event: KeyboardEvent): void {
    if (isComposing(event.nativeEvent)) return;
    if (event.key === 'Escape' && words !== '') onWords('');
    else if (['Escape', 'Enter', 'ArrowDown'].includes(event.key)) onDone();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div className="sot-search">
      <Icon name="search" />
      <input
        ref={searchBox}
        type="text"
        role="searchbox"
        dir="auto"
        aria-label={__('Search names, tasks, scenarios')}
        placeholder={__('Search names, tasks, scenarios  /')}
        value={words}
        onChange={event => onWords(event.target.value)}
        onKeyDown={onKeyDown}
      />
    </div>
  );
}

function titleOf(path: string): string {
  const folder = folderOf(path).split('/').at(-1);
  return [folder, path.split('/').at(-1)].filter(Boolean).join(' / ');
}
