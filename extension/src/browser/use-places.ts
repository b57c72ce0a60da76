import { useCallback, useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { lookAt } from '../queue';
import { tell, type JustSaved, type Saved } from '../just-saved';
import type { Browsing } from './use-browser';

/** The places of a browser that can have the focus, and the ways between them. */
export function usePlaces({ sight, read, next, pick, compare, isComparing }: Browsing) {
  const [showsList, setShowsList] = useState(true);
  const list = useRef<HTMLDivElement>(null);
  const searchBox = useRef<HTMLInputElement>(null);
  const reader = useRef<HTMLElement>(null);
  const going = useRef<Going>();

  const toList = useCallback(() => {
    setShowsList(true);
    focusOn(() => list.current);
  }, []);
  const toTalk = useCallback(() => {
    setShowsList(false);
    focusOn(() => reader.current?.querySelector<HTMLElement>('.sot-root'));
  }, []);
  const onNext = useCallback(
    (saved?: Saved) => {
      const back = () => {
        going.current = { isBack: true };
        pick(read);
      };
      going.current = saved ? { just: { ...saved, back } } : {};
      pick(next);
    },
    [next, read, pick]
  );

  /** Opens an episode and gives it the focus. */
  const start = useCallback(
    (id: string) => {
      going.current = {};
      pick(id);
    },
    [pick]
  );

  useEffect(() => {
    if (reader.current) reader.current.scrollTop = 0;
    const hasNoFocus = document.activeElement === document.body; // the list made room
    if ((going.current || hasNoFocus) && sight.kind !== 'none') toTalk();
    const { just, isBack = false } = going.current ?? {};
    const talk = reader.current?.querySelector<HTMLElement>('.sot-root');
    if (talk && just) tell(talk, just);
    if (isBack) lookAt(talk);
    going.current = undefined;
  }, [sight, toTalk]);

  function onKeyDown(event: KeyboardEvent): void {
    const { target, key } = event;
    if (isForOthers(event)) return;
    if (key === '/') searchBox.current?.focus();
    else if (key === 'Escape' && isComparing && target === list.current) compare(false);
    else if (key === 'Escape') toList();
    else return;
    event.preventDefault();
  }

  return {
    ...{ list, searchBox, reader, showsList, setShowsList, toList, toTalk, start, onKeyDown },
    onNext: next === undefined ? undefined : onNext
  };
}

function isForOthers({ target, defaultPrevented, ctrlKey, metaKey }: KeyboardEvent): boolean {
  const isTyping = target instanceof HTMLElement && target.matches('input, textarea, select');
  return defaultPrevented || isTyping || ctrlKey || metaKey;
}

/** The reader goes on by a key: what was saved before that, or that it goes back to it. */
interface Going {
  readonly just?: JustSaved;
  readonly isBack?: boolean;
}

/** The ways in a browser. */
export type Places = ReturnType<typeof usePlaces>;

/** Focuses an element at once, or after the next drawing: in a narrow place it may not be there yet. */
function focusOn(find: () => HTMLElement | null | undefined): void {
  find()?.focus({ preventScroll: true });
  if (document.activeElement === find()) return;
  requestAnimationFrame(() => find()?.focus({ preventScroll: true }));
}
