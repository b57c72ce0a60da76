// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test } from 'vitest';
import { handOnApplicationKeys } from '../../extension/src/application-keys';

const pressed: string[] = [];
let stop: () => void;

/** As an application: hears what is pressed on the body itself, and saves on Ctrl+S. */
function application(event: KeyboardEvent): void {
  if (event.target !== document.body) return;
  pressed.push(event.key);
  if (event.key === 's') event.preventDefault();
}

beforeEach(() => {
  pressed.length = 0;
  document.body.innerHTML = `
    <div class="sot-output"><button></button><input></div>
    <div class="sot-frame"><b tabindex="0"></b></div>
    <pre tabindex="0"></pre>`;
  document.addEventListener('keydown', application);
  stop = handOnApplicationKeys(window);
});
afterEach(() => {
  stop();
  document.removeEventListener('keydown', application);
});

/** Presses a key; whether nobody took it. */
function press(selector: string, key: string, more: KeyboardEventInit = { ctrlKey: true }) {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
  return document.querySelector(selector)!.dispatchEvent(event);
}

test.each(['button', 'input', 'b'])('a chord in %s reaches the application', selector => {
  expect(press(selector, 's')).toBe(false);
  expect(press(selector, 'b')).toBe(true);
  expect(pressed).toEqual(['s', 'b']);
});

test('the palette takes no sheet’s focus to its cell', () => {
  press('button', 'C', { ctrlKey: true, shiftKey: true });
  expect(pressed).toEqual([]);
  press('b', 'C', { ctrlKey: true, shiftKey: true });
  expect(pressed).toEqual(['C']);
});

test.each([{ ctrlKey: true }, { metaKey: true }, { altKey: true }])('%j makes a chord', more => {
  press('button', 'x', more);
  expect(pressed).toEqual(['x']);
});

test.each([{}, { shiftKey: true }, { ctrlKey: true, altKey: true, modifierAltGraph: true }])(
  'a key with %j is for its place alone',
  more => {
    expect(press('button', 's', more)).toBe(true);
    expect(pressed).toEqual([]);
  }
);

test('what its place took, and what was pressed elsewhere, is not pressed again', () => {
  document.querySelector('button')!.addEventListener('keydown', event => event.preventDefault());
  press('button', 's');
  press('pre', 's');
  expect(pressed).toEqual([]);
});
