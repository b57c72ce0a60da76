import { useCallback, useEffect, useMemo, useReducer, useState, type RefObject } from 'react';
import type { Rating } from '../../kernel-lib/src/transcript/schema';
import { draftAfter, emptyDraft, missingOf, type Draft } from './draft';
import type { RatingStore } from './rating-store';
import type { ReaderSettings } from './settings';
import { emptySheet, sheetOf, type Sheet } from './sheet';
import { sameness, type Ratable } from './subject';
import type { ThumbBoard } from './thumbs';
import type { Saved } from './just-saved';
import { useHandIn } from './use-hand-in';
import { useKept, type SheetOnDisk } from './use-kept';
import { useKeptFocus } from './use-kept-focus';
import { useQueue } from './use-queue';
import { useSheetKeys } from './use-sheet-keys';

/** What rating one episode needs. */
export interface RatingParts {
  readonly transcript: Ratable;
  readonly store: RatingStore;
  readonly settings: ReaderSettings;
  /** The output that the sheet belongs to. */
  readonly root: RefObject<HTMLElement>;
  /** Where the thumbs go, while one rates. */
  readonly onThumbs: (board: ThumbBoard | undefined) => void;
  readonly onNext?: ((saved?: Saved) => void) | undefined;
}

/** Rating one episode, from the first key to the file and the judge beside it. */
export function useRating(parts: RatingParts) {
  const { transcript, store, settings, root, onThumbs, onNext } = parts;
  const { reasonsRequired } = settings;
  const [draft, dispatch] = useReducer(draftAfter, emptyDraft);
  const [isOpen, setOpen] = useState(transcript.blind);
  const [showsKeys, setShowsKeys] = useState(false);
  const [judge, setJudge] = useState<Rating>();
  const isSaved = draft.phase.kind === 'saved';
  const isFilling = isOpen && !isSaved;
  const open = useCallback(() => setOpen(true), []);
  const begin = () => {
    open();
    dispatch({ kind: 'missing', reasonsRequired });
  };

  useKept({
    ...{ draft, dispatch, store, about: sameness(transcript), empty: emptySheet },
    kept: () => store.draft(transcript),
    keep: kept => store.keepDraft(transcript, kept),
    drop: () => store.dropDraft(transcript),
    saved: () => savedBefore(transcript, store),
    onBegun: open
  });
  const queue = useQueue({ root, isSaved, onNext, onFill: begin });
  const handIn = useHandIn({
    ...{ draft, dispatch, transcript, store, settings, judge, setJudge },
    onEnd: goesOn => {
      if (goesOn) queue.goOn(savedOf(transcript, draft, handIn.judge()));
    }
  });
  useKeptFocus(root);
  const onKeys = () => setShowsKeys(true);
  const hideKeys = useCallback(() => setShowsKeys(false), []);
  useSheetKeys({
    ...{ root, draft, dispatch, onKeys, map: settings.keys, isOn: isFilling },
    turns: transcript.turns.length,
    onSubmit: () => handIn.submit(true),
    onDecline: handIn.askToDecline
  });

  const { sheet } = draft;
  const { thumbs } = sheet;
  useEffect(() => {
    onThumbs(isFilling ? { thumbs, dispatch } : undefined);
  }, [isFilling, thumbs, onThumbs]);
  const left = useMemo(() => missingOf(sheet, reasonsRequired).length, [sheet, reasonsRequired]);
  return {
    ...{ draft, dispatch, isOpen, begin, judge, left, queue, handIn, showsKeys, onKeys, hideKeys }
  };
}

/** What the next episode tells of this one. */
function savedOf({ seats }: Ratable, { sheet, handedIn }: Draft, judge: Saved['judge']): Saved {
  const declined = handedIn?.declined;
  return { people: seats, sheet, declined, judge };
}

async function savedBefore(
  transcript: Ratable,
  store: RatingStore
): Promise<SheetOnDisk<Sheet> | undefined> {
  const saved = await store.saved(transcript);
  if (!saved) return undefined;
  const last = saved.file.handedIn.at(-1)!;
  const { time, declined } = last;
  return { sheet: sheetOf(last), at: Date.parse(time), file: saved.path, declined };
}
