/**
 * Gives the application its own keys, as Save and the command palette, from where outputs and the
 * browser keep a notebook's keys out: a chord that nobody there took is pressed again on the page's
 * body, where only what holds for the whole application listens. Returns how to stop.
 */
export function handOnApplicationKeys(page: Window): () => void {
  const { body } = page.document;
  const onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || !isChord(event)) return;
    const { target } = event;
    if (!(target instanceof Element) || !target.closest('.sot-output, .sot-frame')) return;
    if (isPalette(event) && target.closest('.sot-output')) return;
    if (!body.dispatchEvent(new KeyboardEvent(event.type, event))) event.preventDefault();
  };
  page.addEventListener('keydown', onKey);
  return () => page.removeEventListener('keydown', onKey);
}

/** A key with Ctrl, Cmd or Alt; what writes a sign, as AltGr does, is no chord. */
function isChord(event: KeyboardEvent): boolean {
  if (event.getModifierState('AltGraph')) return false;
  return event.ctrlKey || event.metaKey || event.altKey;
}

/** When it closes, the focus is on the output's cell, where the sheet's next keys would run or delete it. */
function isPalette({ key, shiftKey }: KeyboardEvent): boolean {
  return shiftKey && key.toLowerCase() === 'c';
}
