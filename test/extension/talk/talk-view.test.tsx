// @vitest-environment jsdom
import { act } from 'react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TalkView, type TalkKernel } from '../../../extension/src/talk/talk-view';
import type { LiveTalk } from '../../../kernel-lib/src/transcript/schema';
import { closePage, openPage, type ReactPage } from '../react-page';
import { press, typeInto } from '../typing';

const begun: LiveTalk = {
  version: 1,
  live: {
    kernel: '01234567-89ab-cdef-0123-456789abcdef',
    talk: 'fedcba98-7654-3210-fedc-ba9876543210'
  },
  rehearsal: false,
  task: { codename: 'at_the_ferry', scenario: 'A ferry leaves.', relationship: 'friend' },
  seats: [
    { name: 'Ava Reed', shortName: 'Ava', background: 'A baker.', goal: 'Get on board.' },
    { name: 'Ben Okoye', shortName: 'Ben', background: 'Unknown' }
  ],
  you: 0,
  turns: [],
  next: 0,
  isAsking: false
};
const after = (...words: readonly string[]): LiveTalk => ({
  ...begun,
  turns: words.map((text, i) => ({ seat: i % 2 === 0 ? 0 : 1, kind: 'speak', text })),
  next: words.length % 2 === 0 ? 0 : 1
});

let page: ReactPage;
let isRunning: boolean;
let restart: (isRestart: boolean) => void;
let steps: string[];
let answer: TalkKernel['take'];

beforeEach(() => {
  page = openPage();
  isRunning = true;
  steps = [];
  answer = async () => true;
});
afterEach(() => closePage(page));

const find = (selector: string) => page.page.querySelector<HTMLElement>(selector);
const box = () => find('textarea') as HTMLTextAreaElement | null;
const status = () => find('[role="status"]')?.textContent;
const button = (label: string) =>
  [...page.page.querySelectorAll('button')].find(each => each.textContent === label);
const click = (label: string) => act(async () => button(label)?.click());

async function show(talk: LiveTalk): Promise<void> {
  const kernel: TalkKernel = {
    isRunning: () => isRunning,
    onChange: listener => ((restart = listener), () => undefined),
    take: (of, step, words, onUpdate) => {
      steps.push(`${step} ${words}`);
      return answer(of, step, words, onUpdate);
    }
  };
  await act(async () => page.root.render(<TalkView talk={talk} kernel={kernel} />));
}

test('words that were typed are said with Enter, and the reply stands once as a bubble', async () => {
  answer = async (_, __, words, onUpdate) => (onUpdate(after(words, 'Hello, Ava.')), true);
  await show(begun);
  await typeInto(box()!, 'Good <b>day</b>');
  await press('Enter');
  expect(steps).toEqual(['say Good <b>day</b>']);
  const bubbles = [...page.page.querySelectorAll('.sot-said')].map(each => each.textContent);
  expect(bubbles).toEqual(['Good <b>day</b>', 'Hello, Ava.']);
  expect(status()).toBe('Ben: Hello, Ava.');
  expect(box()?.value).toBe('');
});

test('every step has a button; those with words wait for words', async () => {
  await show(begun);
  await click('Act');
  expect(steps).toEqual([]);
  await typeInto(box()!, 'nods');
  for (const label of ['Gesture', 'Wait', 'Leave']) {
    await click(label);
    await typeInto(box()!, 'nods');
  }
  expect(steps).toEqual(['gesture nods', 'wait ', 'leave ']);
});

test('nothing is asked of a kernel before somebody presses something', async () => {
  await show(begun);
  expect(steps).toEqual([]);
});

test.each([
  ['whose kernel is not running', begun, false],
  ['without a kernel', (({ live: _, ...rest }) => rest)(begun), false]
])('a talk %s has no box, and says how to begin another', async (_, talk, runs) => {
  isRunning = runs;
  await show(talk);
  expect(box()).toBeNull();
  expect(find('.sot-end')?.textContent).toContain('Run its cell again to begin another.');
});

test('the box goes when the kernel begins anew, and when the talk is not in it', async () => {
  await show(begun);
  await act(async () => restart(true));
  expect(box()).toBeNull();
  answer = async () => false;
  await show({ ...begun });
  await closePage(page);
  page = openPage();
  await show(begun);
  await click('Wait');
  expect(box()).toBeNull();
});

test('a failed reply is told, and can be asked for again', async () => {
  await show({ ...after('Hello?'), problem: '[lab/talk] expected an action of the other.' });
  expect(find('[role="alert"]')?.textContent).toContain('expected an action');
  await click('Let Ben answer');
  expect(steps).toEqual(['listen ']);
});

test('a talk that is over says why, and how to see all of it', async () => {
  await show({ ...after('Bye.', 'Bye.'), ending: 'turn limit' });
  expect(box()).toBeNull();
  expect(find('.sot-end')?.textContent).toContain('Ended after 2 turns: the limit was reached.');
  expect(find('.sot-end')?.textContent).toContain('pi.show(talk.episode)');
});
