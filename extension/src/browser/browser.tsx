import { useEffect, useState, type ReactNode } from 'react';
import { useSettings, type LiveSettings } from '../live-settings';
import { ModelNamesContext } from '../model-names';
import type { PreferenceStore } from '../preference-store';
import type { RatingStore } from '../rating-store';
import { useWords } from '../words';
import type { LargeFiles } from './files';
import { Chip, Filters } from './filters';
import { ListPane } from './list-pane';
import type { Place } from './place';
import { Reader } from './reader';
import { Tools } from './tools';
import { useBrowser, type Browsing } from './use-browser';
import { useModelNames } from './use-model-names';
import { usePlaces, type Places } from './use-places';
import { useRatingStart } from './use-rating-start';

/** A place to open, and whether to go to the first listed episode to rate it. */
export interface Asked extends Place {
  readonly number: number;
  readonly rates?: boolean;
}

/** What a browser of episodes needs. */
export interface BrowserProps {
  readonly files: LargeFiles;
  readonly path: string;
  readonly store: RatingStore;
  readonly preferences: PreferenceStore;
  readonly settings: LiveSettings;
  readonly isVisible: () => boolean;
  /** The address that opens this file again, at a place. */
  readonly linkTo: (place: Place) => string;
  readonly copy: (text: string) => void;
  /** The place to open, as a link names it; a link that is used again comes with another number. */
  readonly asked: Asked | undefined;
  /** Hears where the reader is, each time that changes. */
  readonly onPlace: (place: Place) => void;
}

/** A file of episodes: the list, and beside it the one that is read and rated. */
export function Browser(props: BrowserProps) {
  const { path, preferences, linkTo, copy, asked, onPlace } = props;
  const { __ } = useWords();
  const settings = useSettings(props.settings);
  const [wishesBlind, setWishesBlind] = useState(asked?.isBlind ?? false);
  const [wishesScores, setWishesScores] = useState<boolean>();
  const isBlind = settings.browseBlind || wishesBlind;
  const browsing = useBrowser(props, isBlind, wishesScores ?? settings.browseScores);
  const places = usePlaces(browsing);
  const { read, compared, showsScores, episodes, listing } = browsing;
  useRatingStart(asked, browsing, places);
  const names = useModelNames(props.files, path, episodes.version, isBlind);
  const link = (id: string) => linkTo({ id, beside: compared || undefined, isBlind });
  useEffect(() => {
    if (asked?.isBlind) setWishesBlind(true);
  }, [asked]);
  // also after a link that names less than what is open: it sets no filters, and opens no eyes
  useEffect(
    () => onPlace({ id: read, beside: compared, isBlind, listing }),
    [asked, read, compared, isBlind, listing, onPlace]
  );
  return (
    <ModelNamesContext.Provider value={names}>
      <article
        className={`sot-root sot-browser${places.showsList ? ' sot-browser--list' : ''}`}
        aria-label={__('Episodes of %1', path)}
        data-lm-suppress-shortcuts="true"
        onKeyDown={places.onKeyDown}
      >
        <Narrowing {...{ path, browsing, places, isBlind }}>
          {!isBlind && episodes.scores.size > 0 && (
            <Chip
              isOn={showsScores}
              text={__('Show the judge’s scores')}
              onClick={setWishesScores}
            />
          )}
          {!settings.browseBlind && (
            <Chip isOn={wishesBlind} text={__('blind')} onClick={setWishesBlind} />
          )}
        </Narrowing>
        <ListPane {...{ browsing, places, isBlind }} />
        <Reader
          {...{ browsing, places, settings, preferences }}
          linkTo={link}
          onCopyLink={id => copy(link(id))}
        />
      </article>
    </ModelNamesContext.Provider>
  );
}

interface NarrowingProps {
  readonly path: string;
  readonly browsing: Browsing;
  readonly places: Places;
  readonly isBlind: boolean;
  readonly children: ReactNode;
}

/** The line above: what narrows the list, and what shows and hides it. */
function Narrowing({ path, browsing, places, isBlind, children }: NarrowingProps) {
  const { __ } = useWords();
  const { filter, choices, episodes, change, search, startSearch, stop } = browsing;
  return (
    <Tools
      path={path}
      searchBox={places.searchBox}
      words={filter.words}
      search={search}
      onWords={words => change({ words })}
      onSearch={startSearch}
      onStop={stop}
      onDone={places.toList}
    >
      <Filters
        {...{ filter, choices, isBlind }}
        hasScores={episodes.scores.size > 0}
        onChange={change}
      />
      {children}
      <span className="sot-list-switch">
        <Chip isOn={places.showsList} text={__('list')} onClick={places.setShowsList} />
      </span>
    </Tools>
  );
}
