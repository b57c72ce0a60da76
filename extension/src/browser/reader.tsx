import { useState, type RefObject } from 'react';
import { Broken } from '../broken';
import { Episode, type ReaderSettings } from '../episode';
import { Icon } from '../icon';
import type { RatingStore } from '../rating-store';
import { useWords } from '../words';
import type { Reading } from './use-reading';

interface ReaderProps {
  readonly box: RefObject<HTMLElement>;
  readonly reading: Reading;
  /** Its place in the list, counted from 1; 0 where a filter leaves it out. */
  readonly position: number;
  readonly total: number;
  readonly store: RatingStore;
  readonly settings: ReaderSettings;
  /** Copies a link that opens an episode again; says whether that worked. */
  readonly onCopyLink: (id: string) => void;
  readonly linkTo: (id: string) => string;
  readonly onNext: (() => void) | undefined;
}

/** The episode that was picked, with its sheet. */
export function Reader(props: ReaderProps) {
  const { box, reading, position, total, store, settings, onCopyLink, linkTo, onNext } = props;
  const { __ } = useWords();
  const [copied, setCopied] = useState('');
  return (
    <section ref={box} className="sot-pane sot-read" aria-label={__('Episode')} tabIndex={-1}>
      {reading.kind === 'none' ? (
        <p className="sot-empty sot-muted">{__('Pick an episode to read it.')}</p>
      ) : (
        <div className="sot-read-head">
          <span className="sot-muted">
            {position > 0 ? __('%1 of %2', position, total) : __('not among those listed')}
          </span>
          <a
            className="sot-chip"
            href={linkTo(reading.entry.id)}
            onClick={event => {
              event.preventDefault();
              onCopyLink(reading.entry.id);
              setCopied(reading.entry.id);
            }}
          >
            <Icon name="link" /> {__('Copy link')}
          </a>
          <span role="status" className="sot-muted">
            {copied === reading.entry.id ? __('copied') : ''}
          </span>
        </div>
      )}
      {reading.kind === 'broken' && <Broken reason={reading.reason} payload={reading.entry} />}
      {reading.kind === 'episode' && (
        <Episode
          key={`${reading.entry.id} ${reading.transcript.blind}`}
          transcript={reading.transcript}
          store={store}
          settings={settings}
          onNext={onNext}
        />
      )}
    </section>
  );
}
