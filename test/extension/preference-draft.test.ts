import { describe, expect, test } from 'vitest';
import {
  emptyPreference,
  lackingIn,
  preferenceAfter,
  type PreferenceAction
} from '../../extension/src/preference-draft';
import { preferenceWishOf, type PreferenceWish } from '../../extension/src/preference-keys';

describe('undo', () => {
  const after = (...actions: PreferenceAction[]) =>
    actions.reduce(preferenceAfter, emptyPreference);
  const reason = (text: string) => ({ kind: 'reason', text }) as const;
  const choose = (better: 'A' | 'B') => ({ kind: 'better', better }) as const;

  test('goes back over choices and reasons, typing being one step, and redo forth', () => {
    const done = [choose('A'), reason('a'), reason('ab'), choose('B')];
    const undo = { kind: 'undo' } as const;
    expect(after(...done, undo).sheet).toEqual({ better: 'A', reason: 'ab' });
    expect(after(...done, undo, undo).sheet).toEqual({ better: 'A', reason: '' });
    expect(after(...done, undo, undo, undo).sheet).toEqual({ reason: '' });
    expect(after(...done, undo, { kind: 'redo' }).sheet).toEqual({ better: 'B', reason: 'ab' });
  });

  test('in the reason takes back word by word what was typed there, and nothing else', () => {
    const undo = { kind: 'undo', isInReason: true } as const;
    const done = [choose('A'), ...['a', 'ab', 'ab ', 'ab c'].map(reason)];
    expect(after(...done, undo).sheet).toEqual({ better: 'A', reason: 'ab ' });
    expect(after(...done, undo, undo).sheet).toEqual({ better: 'A', reason: '' });
    expect(after(...done, undo, undo, undo).sheet).toEqual({ better: 'A', reason: '' });
  });

  test('changes nothing of what is saved', () => {
    const saved = { kind: 'saved', sheet: { better: 'A', reason: '' }, at: 1, file: 'x' } as const;
    expect(after(saved, { kind: 'undo' }, choose('B')).sheet.better).toBe('A');
  });
});

test.each([
  [{ reason: 'x' }, false, 'better'],
  [{ better: 'tie', reason: '' }, false, undefined],
  [{ better: 'tie', reason: ' ' }, true, 'reason'],
  [{ better: 'tie', reason: 'x' }, true, undefined]
] as const)('%j with reasons required: %j lacks %s', (sheet, reasonsRequired, lack) => {
  expect(lackingIn(sheet, reasonsRequired)).toBe(lack);
});

describe('a key', () => {
  type Case = [string, string, 'A' | 'B' | 'tie' | undefined, PreferenceWish | undefined];
  const better = (choice: 'A' | 'B' | 'tie') => ({ kind: 'better', better: choice }) as const;
  test.each<Case>([
    ['1 is A', '1', undefined, better('A')],
    ['2 is a tie', '2', 'A', better('tie')],
    ['3 is B', '3', 'A', better('B')],
    ['4 is nothing', '4', 'A', undefined],
    ['an arrow begins with the first', 'ArrowRight', undefined, better('A')],
    ['to the right comes the tie', 'ArrowRight', 'A', better('tie')],
    ['to the right of B there is nothing', 'ArrowRight', 'B', better('B')],
    ['to the left of A there is nothing', 'ArrowLeft', 'A', better('A')],
    ['r goes to the reason', 'r', 'A', { kind: 'to the reason' }],
    ['Escape leaves', 'Escape', 'A', { kind: 'leave' }],
    ['a letter is nothing', 'x', 'A', undefined]
  ])('%s', (_, key, chosen, wish) => {
    const press = { key, isCtrl: false, isShift: false, isInReason: false };
    expect(preferenceWishOf(press, chosen)).toEqual(wish);
  });

  test.each(['1', '3', 'r', 'ArrowLeft', '?'])('%s is text while one types the reason', key => {
    const press = { key, isCtrl: false, isShift: false, isInReason: true };
    expect(preferenceWishOf(press, 'A')).toBeUndefined();
  });

  test.each([
    ['Enter', false, { kind: 'submit' }],
    ['z', false, { kind: 'undo', isInReason: true }],
    ['Z', true, { kind: 'redo', isInReason: true }]
  ] as const)('Ctrl with %s counts there too', (key, isShift, wish) => {
    const press = { key, isCtrl: true, isShift, isInReason: true };
    expect(preferenceWishOf(press, 'A')).toEqual(wish);
  });
});
