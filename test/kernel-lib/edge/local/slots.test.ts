import { expect, test } from 'vitest';
import { Slots } from '../../../../kernel-lib/src/edge/local/slots';

/** A sequence as far as it is chosen by: what it holds, and how much of a prompt that is. */
function sequence(...held: number[]) {
  const compareContextTokens = (tokens: readonly number[]) => {
    const same = tokens.findIndex((token, i) => token !== held[i]);
    return { firstDifferentIndex: same < 0 ? tokens.length : same };
  };
  return { held, compareContextTokens };
}

test.each([
  ['the one that shares most of it', [1, 2, 3, 4], [1, 2, 3, 9, 9]],
  ['the one unused longest where none shares half of it', [5, 6, 7, 8], [7]],
  ['the one unused longest where the shared part is below half', [1, 9, 9, 9], [7]],
  ['the sharing one from half on', [1, 2, 8, 8], [1, 2, 8]]
])('a prompt gets %s', async (_, prompt, held) => {
  const slots = new Slots([sequence(7), sequence(1, 2, 3, 9, 9), sequence(1, 2, 8)]);
  await slots.during(prompt, async got => expect(got.held).toEqual(held));
});

test('a sequence is lent to one prompt at a time; the next waits, and gets it also after a failure', async () => {
  const slots = new Slots([sequence(1)]);
  const order: string[] = [];
  let fail: (error: Error) => void = () => undefined;
  const first = slots.during([1], () => new Promise<void>((_, reject) => (fail = reject)));
  const second = slots.during([1], async () => void order.push('second'));
  await Promise.resolve();
  expect(order).toEqual([]);
  fail(new Error('no memory'));
  await expect(first).rejects.toThrow('no memory');
  await second;
  expect(order).toEqual(['second']);
});
