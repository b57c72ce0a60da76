const waits = 'data-sot-waits';

/** Marks an output whose sheet waits to be filled, or takes the mark away. */
export function markWaiting(output: Element, isWaiting: boolean): void {
  output.toggleAttribute(waits, isWaiting);
}

/** The next output of the same page that waits: the first one below, else the first of all. */
export function nextWaiting(output: Element): HTMLElement | undefined {
  const page = output.closest('.jp-NotebookPanel, .sot-browser') ?? output.ownerDocument;
  const all = [...page.querySelectorAll<HTMLElement>(`[${waits}]`)].filter(e => e !== output);
  const isBelow = (other: Element) =>
    (output.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  return all.find(isBelow) ?? all[0];
}

/** Brings an output's beginning into sight and the focus to it: one reads before one rates. */
export function enter(output: HTMLElement): void {
  output.focus({ preventScroll: true });
  output.scrollIntoView?.({ block: 'start' });
}

/** What had the focus may be gone now; then the output itself has it. */
export function keepFocus(output: HTMLElement | null): void {
  if (!output?.contains(document.activeElement)) output?.focus({ preventScroll: true });
}
