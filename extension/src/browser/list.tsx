import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, type KeyboardEvent, type RefObject } from 'react';
import type { EpisodeEntry } from '../../../kernel-lib/src/transcript/index-file';
import { useWords } from '../words';
import { Item } from './item';
import type { Browsing } from './use-browser';
import type { Episodes } from './use-episodes';

const rowHeight = 56; // px, as the style sheet has it
const spare = 8; // rows drawn above and below what is seen

interface ListProps {
  /** The element that scrolls and has the focus. */
  readonly box: RefObject<HTMLDivElement>;
  readonly shown: readonly EpisodeEntry[];
  readonly rated: Episodes['rated'];
  readonly drafted: ReadonlySet<string>;
  readonly repeats: Browsing['repeats'];
  /** The judge's, for those who want to see them. */
  readonly scores: Episodes['scores'] | undefined;
  readonly isBlind: boolean;
  /** The position of the picked episode, or -1. */
  readonly picked: number;
  readonly onPick: (position: number) => void;
  /** The reader wants to read what is picked. */
  readonly onEnter: () => void;
  /** A row was clicked: in a narrow place the list makes room. */
  readonly onClicked: () => void;
}

/** The list; however long it is, only the rows in sight are drawn. */
export function List(props: ListProps) {
  const { box, shown, picked } = props;
  const { __ } = useWords();
  const prefix = useId();
  const rows = useVirtualizer({
    count: shown.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: spare
  });
  const drawn = rows.getVirtualItems();
  const isDrawn = drawn.some(({ index }) => index === picked);
  const idOf = (position: number) => `${prefix}-${position}`;
  useEffect(() => {
    if (picked >= 0) rows.scrollToIndex(picked, { align: 'auto' });
  }, [picked, rows]);
  return (
    <div
      ref={box}
      className="sot-pane sot-rows"
      role="listbox"
      tabIndex={0}
      aria-label={__('Episodes')}
      aria-activedescendant={isDrawn ? idOf(picked) : undefined}
      onKeyDown={event => press(event, props)}
    >
      <div role="presentation" className="sot-rows-all" style={{ height: rows.getTotalSize() }}>
        {drawn.map(({ index, start }) => {
          const { at, id } = shown[index]!;
          return <Row key={`${at} ${id}`} {...props} {...{ index, start }} id={idOf(index)} />;
        })}
      </div>
    </div>
  );
}

interface RowProps extends ListProps {
  readonly id: string;
  readonly index: number;
  /** Where it begins, in pixels. */
  readonly start: number;
}

function Row(props: RowProps) {
  const { shown, rated, drafted, repeats, scores, isBlind, picked, onPick, onClicked } = props;
  const { id, index, start } = props;
  const entry = shown[index]!;
  return (
    <Item
      {...{ id, entry, isBlind }}
      scores={scores?.get(entry.id)}
      isRated={rated.has(entry.id)}
      isDrafted={drafted.has(entry.id)}
      repeat={repeats.get(entry.id)}
      isPicked={index === picked}
      position={index + 1}
      total={shown.length}
      style={{ transform: `translateY(${start}px)` }}
      onPick={() => {
        onPick(index);
        onClicked();
      }}
    />
  );
}

function press(event: KeyboardEvent, { box, picked, shown, onEnter, onPick }: ListProps): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'Enter') onEnter();
  else {
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / rowHeight) - 1);
    const to = positionAfter(event.key, picked, page, shown.length);
    if (to === undefined) return;
    onPick(to);
  }
  event.preventDefault();
}

/** Where a key goes from a row of the list; `undefined` for keys that go nowhere. */
export function positionAfter(
  key: string,
  picked: number,
  page: number,
  count: number
): number | undefined {
  const last = count - 1;
  const within = (position: number) => Math.max(0, Math.min(last, position));
  if (last < 0) return undefined;
  switch (key) {
    case 'ArrowDown':
      return within(picked + 1);
    case 'ArrowUp':
      return within(picked - 1);
    case 'PageDown':
      return within(picked + page);
    case 'PageUp':
      return within(picked - page);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return undefined;
  }
}
