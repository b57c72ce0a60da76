/** Keeps the keyboard inside: a frame that is given the focus hands it on to what it shows. */
export interface FrameFocus {
  /** Goes to what had the focus last, or to the list: at once, or as soon as it is there. */
  handOn(): void;
  /** What the frame shows is there now. */
  arrived(): void;
}

/** Where the focus goes when nothing had it yet; in a narrow place the list makes room for a talk. */
const inOrder = ['[role="listbox"]', '.sot-read .sot-root', '.sot-read'];

/** The focus of a frame whose content is drawn later, and may change. */
export function frameFocus(frame: HTMLElement): FrameFocus {
  let last: Element | null = null;
  let isWaiting = false;

  function handOn(): void {
    const found = [last, ...inOrder.map(each => frame.querySelector(each))];
    isWaiting = !found.some(takesFocus);
  }

  frame.addEventListener('focusin', ({ target }) => {
    if (target === frame) return handOn();
    isWaiting = false;
    last = target instanceof Element ? target : null;
  });
  frame.addEventListener('keydown', event => {
    if (event.target !== frame) return;
    handOn();
    const { activeElement } = document;
    if (activeElement === frame || !frame.contains(activeElement)) return;
    event.stopPropagation();
    if (!activeElement?.dispatchEvent(new KeyboardEvent('keydown', event))) event.preventDefault();
  });
  return {
    handOn,
    arrived: () => {
      const { activeElement } = document;
      const isFree = isWaiting && activeElement === document.body;
      if (isFree || activeElement === frame) handOn();
    }
  };
}

/** Gives an element the focus; one that is gone or hidden does not take it. */
function takesFocus(element: Element | null): boolean {
  if (!(element instanceof HTMLElement) || !element.isConnected) return false;
  element.focus({ preventScroll: true });
  return document.activeElement === element;
}
