import { act } from 'react';

/** Presses a key where the focus is, or on an element. */
export async function press(
  key: string,
  more: KeyboardEventInit = {},
  on: Element | null = document.activeElement
): Promise<void> {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
  await act(async () => void on?.dispatchEvent(event));
}

/** Puts the focus into a line and a text in place of what stands there. */
export async function typeInto(line: HTMLInputElement, text: string): Promise<void> {
  const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
  await act(async () => {
    line.focus();
    value?.set?.call(line, text); // past React, which otherwise takes it for its own doing
    line.dispatchEvent(new Event('input', { bubbles: true }));
  });
}
