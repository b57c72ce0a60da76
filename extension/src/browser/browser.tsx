import { useCallback, useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useSettings, type LiveSettings } from '../live-settings';
import type { RatingStore } from '../rating-store';
import { useWords } from '../words';
import { Chip, Filters } from './filters';
import type { LargeFiles } from './files';
import { List } from './list';
import { ListHead, Skipped } from './list-head';
import { Reader } from './reader';
import { Tools } from './tools';
import { useBrowser } from './use-browser';

/** What a browser of episodes needs. */
export interface BrowserProps {
  readonly files: LargeFiles;
  readonly path: string;
  readonly store: RatingStore;
  readonly settings: LiveSettings;
  readonly isVisible: () => boolean;
  /** The address that opens an episode of this file again. */
  readonly linkTo: (id: string) => string;
  readonly copy: (text: string) => void;
  /** The episode to open, as a link names it; a link that is used again comes with another number. */
  readonly asked: { readonly id: string; readonly number: number } | undefined;
}

/** A file of episodes: the list, and beside it the one that is read and rated. */
export function Browser(props: BrowserProps) {
  const { path } = props;
  const { __ } = useWords();
  const settings = useSettings(props.settings);
  const [wishesBlind, setWishesBlind] = useState(false);
  const isBlind = settings.browseBlind || wishesBlind;
  const browser = useBrowser(props, isBlind);
  const { episodes, shown, picked, reading, next, pick } = browser;
  const [showsList, setShowsList] = useState(true);
  const box = useRef<HTMLDivElement>(null);
  const searchBox = useRef<HTMLInputElement>(null);
  const reader = useRef<HTMLElement>(null);

  const toList = useCallback(() => {
    setShowsList(true);
    focusOn(() => box.current);
  }, []);
  const goesOn = useRef(false);
  const onNext = useCallback(() => {
    goesOn.current = true;
    pick(next);
  }, [next, pick]);
  const toTalk = useCallback(() => {
    setShowsList(false);
    focusOn(() => reader.current?.querySelector<HTMLElement>('.sot-root'));
  }, []);

  useEffect(() => {
    if (reader.current) reader.current.scrollTop = 0;
    const hasNoFocus = document.activeElement === document.body; // the list made room
    if ((goesOn.current || hasNoFocus) && reading.kind !== 'none') toTalk();
    goesOn.current = false;
  }, [reading, toTalk]);

  function onKeyDown(event: KeyboardEvent): void {
    const { target, key } = event;
    const isTyping = target instanceof HTMLElement && target.matches('input, textarea, select');
    if (event.defaultPrevented || isTyping || event.ctrlKey || event.metaKey) return;
    if (key === '/') searchBox.current?.focus();
    else if (key === 'Escape') toList();
    else return;
    event.preventDefault();
  }

  return (
    <article
      className={`sot-root sot-browser${showsList ? ' sot-browser--list' : ''}`}
      aria-label={__('Episodes of %1', path)}
      data-lm-suppress-shortcuts="true"
      onKeyDown={onKeyDown}
    >
      <Tools
        path={path}
        searchBox={searchBox}
        words={browser.filter.words}
        search={browser.search}
        onWords={words => browser.change({ words })}
        onSearch={browser.startSearch}
        onStop={browser.stop}
        onDone={toList}
      >
        <Filters
          filter={browser.filter}
          choices={browser.choices}
          isBlind={isBlind}
          hasScores={episodes.scores.size > 0}
          onChange={browser.change}
        />
        {!settings.browseBlind && (
          <Chip isOn={wishesBlind} text={__('blind')} onClick={setWishesBlind} />
        )}
        <span className="sot-list-switch">
          <Chip isOn={showsList} text={__('list')} onClick={setShowsList} />
        </span>
      </Tools>
      <div className="sot-list">
        <ListHead
          shown={shown.length}
          total={episodes.entries.length}
          phase={episodes.phase}
          order={browser.order}
          isBlind={isBlind}
          onOrder={browser.setOrder}
        />
        {browser.isLost && (
          <p className="sot-note" role="alert">
            {__('There is no episode %1 in this file.', browser.pickedId ?? '')}
          </p>
        )}
        <List
          box={box}
          shown={shown}
          known={browser.known}
          isBlind={isBlind}
          picked={picked}
          onPick={position => pick(shown[position]?.id)}
          onEnter={toTalk}
          onClicked={() => setShowsList(false)}
        />
        <Skipped lines={episodes.skipped} />
      </div>
      <Reader
        box={reader}
        reading={reading}
        position={picked + 1}
        total={shown.length}
        store={browser.store}
        settings={settings}
        linkTo={props.linkTo}
        onCopyLink={id => props.copy(props.linkTo(id))}
        onNext={next === undefined ? undefined : onNext}
      />
    </article>
  );
}

/** Focuses an element at once, or after the next drawing: in a narrow place it may not be there yet. */
function focusOn(find: () => HTMLElement | null | undefined): void {
  find()?.focus({ preventScroll: true });
  if (document.activeElement === find()) return;
  requestAnimationFrame(() => find()?.focus({ preventScroll: true }));
}
