import { useEffect, useRef, type Dispatch, type RefObject } from 'react';
import type { Action, Draft, Place } from './draft';
import { afterKeys } from './key-list';
import { isComposing, wishOf, type KeyMap, type KeyPress } from './keys';

interface SheetKeys {
  readonly root: RefObject<HTMLElement>;
  readonly draft: Draft;
  readonly dispatch: Dispatch<Action>;
  readonly map: KeyMap;
  readonly turns: number;
  /** Whether the sheet is open and can be filled. */
  readonly isOn: boolean;
  readonly onSubmit: () => void;
  readonly onDecline: () => void;
  readonly onKeys: () => void;
}

/** The keyboard of an episode: key presses become actions, and the focus follows the draft's place. */
export function useSheetKeys(keys: SheetKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  const { root, draft, isOn } = keys;

  useEffect(() => {
    const element = root.current;
    if (!element || !isOn) return;
    const onKey = (event: KeyboardEvent) => press(event, latest.current);
    const onFocus = (event: FocusEvent) => note(event, latest.current);
    element.addEventListener('keydown', onKey);
    element.addEventListener('focusin', onFocus);
    return () => {
      element.removeEventListener('keydown', onKey);
      element.removeEventListener('focusin', onFocus);
    };
  }, [root, isOn]);

  useEffect(() => {
    if (draft.jumps > 0 && isOn && root.current) elementAt(root.current, draft.place)?.focus();
    // only a jump moves the focus; the place alone may change by the focus itself
  }, [draft.jumps, isOn]);
}

function press(event: KeyboardEvent, keys: SheetKeys): void {
  if (isComposing(event)) return;
  const list = keys.root.current?.querySelector<HTMLDialogElement>('dialog[open]');
  if (list && !goesOn(event, list)) return;
  const target = list ? document.activeElement : event.target;
  const place = placeOf(target);
  const { key, ctrlKey, metaKey, shiftKey, altKey, timeStamp } = event;
  const pressed: KeyPress = {
    key,
    isCtrl: ctrlKey || metaKey,
    isShift: shiftKey,
    isAlt: altKey,
    at: timeStamp
  };
  // elsewhere on the episode only the keys with Ctrl and the list of keys count
  if (!place && !pressed.isCtrl && key !== '?') return;
  if (!place && target instanceof HTMLInputElement) return;
  const wish = wishOf(pressed, place ?? { kind: 'turn', turn: 1 }, keys.turns, keys.map);
  if (!wish) return;
  event.preventDefault();
  event.stopPropagation();
  if (wish.kind === 'submit') keys.onSubmit();
  else if (wish.kind === 'decline') keys.onDecline();
  else if (wish.kind === 'keys') keys.onKeys();
  else if (wish.kind === 'leave') keys.root.current?.focus();
  else keys.dispatch(wish);
}

/** Whether a key counts that is pressed while the list of keys is open: then that is closed before. */
function goesOn(event: KeyboardEvent, list: HTMLDialogElement): boolean {
  const after = afterKeys(event);
  if (after === 'stays') return false;
  list.close(); // the focus is back on the sheet
  if (after === 'acts') return true;
  event.preventDefault();
  event.stopPropagation();
  return false;
}

/** Where the reader has put the focus becomes the draft's place. */
function note(event: FocusEvent, { draft, dispatch }: SheetKeys): void {
  const place = placeOf(event.target);
  if (place && textOf(place) !== textOf(draft.place)) dispatch({ kind: 'at', place });
}

function placeOf(target: EventTarget | null): Place | undefined {
  if (!(target instanceof Element)) return undefined;
  const turn = target.closest<HTMLElement>('.sot-turn');
  if (turn) return { kind: 'turn', turn: 1 + [...turn.parentElement!.children].indexOf(turn) };
  const [kind, seat, row] =
    target.closest('[data-sot-place]')?.getAttribute('data-sot-place')?.split(' ') ?? [];
  if (kind !== 'scale' && kind !== 'reason') return undefined;
  return { kind, seat: seat === '0' ? 0 : 1, row: Number(row) };
}

function elementAt(root: Element, place: Place): HTMLElement | null {
  if (place.kind === 'turn') return root.querySelector(`.sot-turn:nth-child(${place.turn})`);
  const box = root.querySelector<HTMLElement>(`[data-sot-place="${textOf(place)}"]`);
  return place.kind === 'reason'
    ? box
    : (box?.querySelector<HTMLElement>('[tabindex="0"]') ?? null);
}

function textOf(place: Place): string {
  return place.kind === 'turn' ? `turn ${place.turn}` : `${place.kind} ${place.seat} ${place.row}`;
}
