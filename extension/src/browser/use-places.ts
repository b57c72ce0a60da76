import { useCallback, useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { Browsing } from './use-browser';

/** The places of a browser that can have the focus, and the ways between them. */
export function usePlaces({ sight, next, pick, compare, isComparing }: Browsing) {
  const [showsList, setShowsList] = useState(true);
  const list = useRef<HTMLDivElement>(null);
  const searchBox = useRef<HTMLInputElement>(null);
  const reader = useRef<HTMLElement>(null);
  const goesOn = useRef(false);

  const toList = useCallback(() => {
    setShowsList(true);
    focusOn(() => list.current);
  }, []);
  const toTalk = useCallback(() => {
    setShowsList(false);
    focusOn(() => reader.current?.querySelector<HTMLElement>('.sot-root'));
  }, []);
  const onNext = useCallback(() => {
    goesOn.current = true;
    pick(next);
  }, [next, pick]);

  useEffect(() => {
    if (reader.current) reader.current.scrollTop = 0;
    const hasNoFocus = document.activeElement === document.body; // the list made room
    if ((goesOn.current || hasNoFocus) && sight.kind !== 'none') toTalk();
    goesOn.current = false;
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
    ...{ list, searchBox, reader, showsList, setShowsList, toList, toTalk, onKeyDown },
    onNext: next === undefined ? undefined : onNext
  };
}

function isForOthers({ target, defaultPrevented, ctrlKey, metaKey }: KeyboardEvent): boolean {
  const isTyping = target instanceof HTMLElement && target.matches('input, textarea, select');
  return defaultPrevented || isTyping || ctrlKey || metaKey;
}

/** The ways in a browser. */
export type Places = ReturnType<typeof usePlaces>;

/** Focuses an element at once, or after the next drawing: in a narrow place it may not be there yet. */
function focusOn(find: () => HTMLElement | null | undefined): void {
  find()?.focus({ preventScroll: true });
  if (document.activeElement === find()) return;
  requestAnimationFrame(() => find()?.focus({ preventScroll: true }));
}
