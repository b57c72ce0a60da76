import { useEffect, useRef, type RefObject } from 'react';

/**
 * Keeps the focus in an output: where what had it is taken off the page, the output itself gets it,
 * so that the next key is not lost. A focus that went elsewhere by itself stays there.
 */
export function useKeptFocus(root: RefObject<HTMLElement>): void {
  const last = useRef<EventTarget | null>(null);

  useEffect(() => {
    const output = root.current;
    const note = ({ target }: FocusEvent) => (last.current = target);
    output?.addEventListener('focusin', note);
    return () => output?.removeEventListener('focusin', note);
  }, [root]);

  useEffect(() => {
    if (!(last.current instanceof Element) || last.current.isConnected) return;
    last.current = null;
    if (document.activeElement === document.body) root.current?.focus({ preventScroll: true });
  });
}
