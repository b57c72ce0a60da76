// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test } from 'vitest';
import { frameFocus, type FrameFocus } from '../../../extension/src/browser/frame-focus';

let frame: HTMLElement;
let focus: FrameFocus;
beforeEach(() => {
  frame = document.body.appendChild(document.createElement('div'));
  frame.tabIndex = -1;
  focus = frameFocus(frame);
});
afterEach(() => frame.remove());

const draw = () => {
  frame.innerHTML = '<input><div role="listbox" tabindex="0"></div>';
  focus.arrived();
};
const find = (selector: string) => frame.querySelector<HTMLElement>(selector)!;
const list = () => find('[role="listbox"]');
const focused = () => document.activeElement;

test('a frame hands the focus on to its list', () => {
  draw();
  frame.focus();
  expect(focused()).toBe(list());
});

test('a focus that came before the list goes to it as soon as it is there', () => {
  frame.focus();
  expect(focused()).toBe(frame);
  draw();
  expect(focused()).toBe(list());
});

test('an activation before the list counts too, unless the reader has gone elsewhere', () => {
  focus.handOn();
  draw();
  expect(focused()).toBe(list());
  const elsewhere = document.body.appendChild(document.createElement('button'));
  frame.replaceChildren();
  focus.handOn();
  elsewhere.focus();
  draw();
  expect(focused()).toBe(elsewhere);
  elsewhere.remove();
});

test('nothing takes the focus that nobody gave', () => {
  draw();
  expect(focused()).toBe(document.body);
});

test('what had the focus last gets it back; when it is gone, the list', () => {
  draw();
  find('input').focus();
  find('input').blur();
  focus.handOn();
  expect(focused()).toBe(find('input'));
  find('input').remove();
  focus.handOn();
  expect(focused()).toBe(list());
});

test('a key that comes to the frame itself is a key of the list', () => {
  draw();
  const keys: string[] = [];
  list().addEventListener('keydown', event => {
    keys.push(event.key);
    event.preventDefault();
  });
  const event = new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true });
  frame.dispatchEvent(event);
  expect([keys, event.defaultPrevented]).toEqual([['ArrowDown'], true]);
});
