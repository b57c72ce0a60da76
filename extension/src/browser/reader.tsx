import { useState } from 'react';
import type { Transcript } from '../../../kernel-lib/src/transcript/schema';
import { Broken } from '../broken';
import { Compare } from '../compare';
import { Episode } from '../episode';
import { SearchedContext } from '../highlight';
import { Icon } from '../icon';
import type { PreferenceStore } from '../preference-store';
import type { ReaderSettings } from '../settings';
import { countText, useWords } from '../words';
import { Chip } from './filters';
import type { Browsing } from './use-browser';
import { useHitInSight } from './use-hit-in-sight';
import type { Places } from './use-places';

interface ReaderProps {
  readonly browsing: Browsing;
  readonly places: Places;
  readonly preferences: PreferenceStore;
  readonly settings: ReaderSettings;
  /** Copies a link that opens an episode again. */
  readonly onCopyLink: (id: string) => void;
  readonly linkTo: (id: string) => string;
}

/** The episode that was picked, with its sheet; or two beside each other. */
export function Reader(props: ReaderProps) {
  const { __ } = useWords();
  const { sight, episodes, filter } = props.browsing;
  useHitInSight(props.places.reader, sight, filter.words);
  const isEmpty = episodes.phase.kind === 'ready' && episodes.entries.length === 0;
  return (
    <section
      ref={props.places.reader}
      className="sot-pane sot-read"
      aria-label={__('Episode')}
      tabIndex={-1}
    >
      {sight.kind === 'none' ? (
        <p className="sot-empty sot-muted">
          {isEmpty ? __('This file has no episodes.') : __('Pick an episode to read it.')}
        </p>
      ) : (
        <Head {...props} id={sight.entry.id} />
      )}
      <SearchedContext.Provider value={props.browsing.filter.words}>
        <InSight {...props} />
      </SearchedContext.Provider>
    </section>
  );
}

function InSight({ browsing, places, settings, preferences }: ReaderProps) {
  const { sight, store } = browsing;
  const { onNext } = places;
  switch (sight.kind) {
    case 'none':
      return null;
    case 'broken':
      return <Broken reason={sight.reason} payload={sight.entry} />;
    case 'pair': {
      const { pair } = sight;
      const key = pair.episodes.map(keyOf).join();
      return <Compare key={key} {...{ pair, settings, onNext }} store={preferences} />;
    }
    case 'episode': {
      const { transcript } = sight;
      return <Episode key={keyOf(transcript)} {...{ transcript, settings, onNext, store }} />;
    }
    default:
      return sight satisfies never;
  }
}

/** What was said of one version of an episode is said of no other. */
function keyOf({ episode, transcript, blind }: Transcript): string {
  return `${episode} ${transcript} ${blind}`;
}

/** Where one is in the list, the link to it, and what it can be compared with. */
function Head({ browsing, places, onCopyLink, linkTo, id }: ReaderProps & { readonly id: string }) {
  const { __ } = useWords();
  const { picked, shown, isComparing, hasOthers, compare } = browsing;
  const [copied, setCopied] = useState('');
  const onCompare = (isOn: boolean) => {
    compare(isOn);
    if (isOn) places.toList();
  };
  return (
    <div className="sot-read-head">
      <span className="sot-muted">
        {picked >= 0
          ? __('%1 of %2', countText(picked + 1), countText(shown.length))
          : notListed(__, isComparing)}
      </span>
      {hasOthers && (
        <Chip isOn={isComparing} text={__('Compare with another')} onClick={onCompare} />
      )}
      <a
        className="sot-chip"
        href={linkTo(id)}
        onClick={event => {
          event.preventDefault();
          onCopyLink(id);
          setCopied(id);
        }}
      >
        <Icon name="link" /> {__('Copy link')}
      </a>
      <span role="status" className="sot-muted">
        {copied === id ? __('copied') : ''}
      </span>
    </div>
  );
}

function notListed(__: (text: string) => string, isComparing: boolean): string {
  return isComparing ? __('compared with …') : __('not among those listed');
}
