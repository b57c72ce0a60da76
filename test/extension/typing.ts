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

/** Puts the focus into a text field and a text in place of what it holds. */
export async function typeInto(
  line: HTMLInputElement | HTMLTextAreaElement,
  text: string
): Promise<void> {
  const value = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(line), 'value');
  await act(async () => {
    line.focus();
    value?.set?.call(line, text); // past React, which otherwise takes it for its own doing
    line.dispatchEvent(new Event('input', { bubbles: true }));
  });
}
