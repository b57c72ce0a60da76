import { tell, type Saved } from './just-saved';

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

/** Goes from one output to another, which tells what was saved in the first. */
export function goFrom(output: HTMLElement, next: HTMLElement, saved: Saved | undefined): void {
  enter(next);
  const holder = output.parentElement; // a notebook may have drawn the output anew by then
  const back = () => lookAt(holder?.querySelector<HTMLElement>('.sot-root'));
  if (saved) tell(next, { ...saved, back });
}

/** Brings what one has handed in, and what stands beside it, into sight. */
export function lookAt(output: HTMLElement | null | undefined): void {
  output?.focus({ preventScroll: true });
  (output?.querySelector('.sot-part') ?? output)?.scrollIntoView?.({ block: 'start' });
}
