import { describe, expect, test } from 'vitest';
import { amendMs } from '../../extension/src/change';
import {
  draftAfter,
  emptyDraft,
  missingOf,
  type Action,
  type Draft
} from '../../extension/src/draft';
import { wishOf, type KeyMap, type Wish } from '../../extension/src/keys';
import { emptySheet, fieldsOf, rows, type Field } from '../../extension/src/sheet';

const at = (name: string, seat: 0 | 1 = 0): Field => ({
  seat,
  row: rows.findIndex(row => row.name === name)
});
const after = (...actions: readonly Action[]) => actions.reduce(draftAfter, emptyDraft);
const scoreOf = ({ sheet }: Draft, { seat, row }: Field) => sheet.answers[seat][row]?.score;

/** Keys pressed one after another on a scale; a pause is a gap longer than two digits may have. */
function pressed(
  name: string,
  keys: readonly string[],
  map: KeyMap = 'rows',
  from = emptyDraft
): Draft {
  let time = 0;
  let draft = draftAfter(from, { kind: 'go', place: { kind: 'scale', ...at(name) } });
  for (const key of keys) {
    if (key === 'pause') {
      time += amendMs;
      continue;
    }
    const press = { key, isCtrl: false, isShift: false, isAlt: false, at: (time += 10) };
    const wish = wishOf(press, draft.place, 12, map);
    if (wish && isAction(wish)) draft = draftAfter(draft, wish);
  }
  return draft;
}

function isAction(wish: Wish): wish is Action {
  return !['submit', 'decline', 'keys', 'leave'].includes(wish.kind);
}

describe('keys on a scale', () => {
  test.each<[string, string[], string, number | undefined]>([
    ['a digit is a score', ['7'], 'goal', 7],
    ['one and then zero is ten', ['1', '0'], 'goal', 10],
    ['after a pause the second digit is a score of its own', ['1', 'pause', '0'], 'goal', 0],
    ['a second digit that fits no number begins anew', ['7', '3'], 'goal', 3],
    ['a digit outside the range changes nothing', ['7'], 'relationship', undefined],
    ['a digit outside the range keeps the score before', ['3', 'pause', '7'], 'relationship', 3],
    ['minus comes before its number', ['-', '4'], 'relationship', -4],
    ['minus turns the sign of a score given before', ['4', 'pause', '-'], 'relationship', -4],
    ['minus twice is plus', ['4', 'pause', '-', 'pause', '-'], 'relationship', 4],
    ['minus is implied where all scores are negative', ['3'], 'secret', -3],
    ['minus does no harm there', ['-', '3'], 'secret', -3],
    ['ten is minus ten there', ['1', '0'], 'secret', -10],
    ['minus has no meaning where no score is negative', ['-', '4'], 'goal', undefined],
    ['an open scale begins at zero with the right arrow', ['ArrowRight'], 'relationship', 0],
    ['an open scale begins at zero with the left arrow', ['ArrowLeft'], 'goal', 0],
    ['arrows go one higher', ['4', 'ArrowRight'], 'goal', 5],
    ['arrows stop at the upper end', ['1', '0', 'ArrowRight'], 'goal', 10],
    ['arrows stop at the lower end', ['0', 'ArrowLeft'], 'goal', 0],
    ['backspace clears', ['4', 'Backspace'], 'goal', undefined],
    ['cannot tell takes the score away', ['4', 'c'], 'goal', undefined],
    ['a score takes cannot tell away', ['c', '4'], 'goal', 4]
  ])('%s', (_, keys, name, score) => {
    expect(scoreOf(pressed(name, keys), at(name))).toBe(score);
  });

  test('zero is never minus zero', () => {
    expect(Object.is(scoreOf(pressed('secret', ['0']), at('secret')), 0)).toBe(true);
  });

  test('a digit outside the range is said', () => {
    expect(pressed('relationship', ['7']).said).toEqual({
      kind: 'outside',
      field: at('relationship'),
      text: '7'
    });
  });

  test('as a group of radio buttons, up and down change the score', () => {
    expect(scoreOf(pressed('goal', ['4', 'ArrowUp', 'ArrowUp'], 'radio group'), at('goal'))).toBe(
      2
    );
  });
});

describe('keys that move', () => {
  test.each<[string, string[], object]>([
    ['enter goes to the next dimension', ['Enter'], { kind: 'scale', seat: 0, row: 1 }],
    [
      'seven times enter is the other person',
      Array<string>(7).fill('Enter'),
      { kind: 'scale', seat: 1, row: 0 }
    ],
    ['up stops at the first scale', ['ArrowUp'], { kind: 'scale', seat: 0, row: 0 }],
    [
      'o is the same dimension of the other',
      ['ArrowDown', 'o'],
      { kind: 'scale', seat: 1, row: 1 }
    ],
    ['r goes to the reason', ['r'], { kind: 'reason', seat: 0, row: 0 }],
    ['in the reason letters stay text', ['r', 'o', 'c', '7'], { kind: 'reason', seat: 0, row: 0 }],
    ['escape comes back from the reason', ['r', 'Escape'], { kind: 'scale', seat: 0, row: 0 }],
    ['t goes to the turns', ['t', 'ArrowDown'], { kind: 'turn', turn: 2 }],
    [
      'the last turn is the last',
      ['t', ...Array<string>(20).fill('ArrowDown')],
      { kind: 'turn', turn: 12 }
    ]
  ])('%s', (_, keys, place) => {
    expect(pressed('believability', keys).place).toEqual(place);
  });

  test('plus and minus at a turn are thumbs, and a second press takes one back', () => {
    expect(pressed('goal', ['t', '+', 'ArrowDown', '-']).sheet.thumbs).toEqual({
      1: 'up',
      2: 'down'
    });
    expect(pressed('goal', ['t', '+', '+']).sheet.thumbs).toEqual({});
  });
});

describe('undo', () => {
  const given: Action[] = [
    { kind: 'score', field: at('goal'), score: 4 },
    { kind: 'cannot tell', field: at('secret', 1) },
    { kind: 'flag', field: at('goal') },
    { kind: 'reason', field: at('goal'), text: 'a' },
    { kind: 'reason', field: at('goal'), text: 'ab' },
    { kind: 'thumb', turn: 3, way: 'up' },
    { kind: 'clear', field: at('goal') }
  ];

  test('goes back over every rating action, and redo forth again', () => {
    const full = after(...given);
    const steps = full.past.length;
    expect(steps).toBe(6); // the two letters of one reason are one step
    const back = Array.from({ length: steps }, (): Action => ({ kind: 'undo' })).reduce(
      draftAfter,
      full
    );
    expect(back.sheet).toEqual(emptyDraft.sheet);
    const forth = Array.from({ length: steps }, (): Action => ({ kind: 'redo' })).reduce(
      draftAfter,
      back
    );
    expect(forth.sheet).toEqual(full.sheet);
  });

  test('takes both digits of a ten back at once', () => {
    const back = draftAfter(pressed('goal', ['1', '0']), { kind: 'undo' });
    expect(scoreOf(back, at('goal'))).toBeUndefined();
  });

  test('in a reason takes back word by word what was typed there, and the caret stays', () => {
    const place = { kind: 'reason', ...at('goal') } as const;
    const texts = ['g', 'go', 'got', 'got ', 'got n', 'got no', 'got n'];
    const typed = texts.map((text): Action => ({ kind: 'reason', field: at('goal'), text }));
    let draft = after(given[1]!, given[0]!, { kind: 'go', place }, ...typed);
    const { jumps } = draft;
    const seen = [draft];
    for (let i = 0; i < 5; i++)
      seen.push((draft = draftAfter(draft, { kind: 'undo', reason: at('goal') })));
    const reasonOf = ({ sheet }: Draft) => sheet.answers[0][at('goal').row]?.reason;
    expect(seen.map(reasonOf)).toEqual(['got n', 'got no', 'got ', '', '', '']);
    expect([draft.place, draft.jumps, scoreOf(draft, at('goal'))]).toEqual([place, jumps, 4]);
    draft = draftAfter(draft, { kind: 'redo', reason: at('goal') });
    expect([reasonOf(draft), draft.place]).toEqual(['got ', place]);
  });

  test('in an empty reason takes back nothing; on its scale it goes on', () => {
    const draft = after(given[0]!, { kind: 'go', place: { kind: 'reason', ...at('goal') } });
    const inside = wishOf(
      { key: 'z', isCtrl: true, isShift: false, isAlt: false, at: 0 },
      draft.place,
      12,
      'rows'
    );
    expect(draftAfter(draft, inside as Action)).toBe(draft);
    expect(draftAfter(draft, { kind: 'undo' }).sheet).toEqual(emptySheet);
  });

  test('goes to what it changed', () => {
    const back = draftAfter(after(...given.slice(0, 2)), { kind: 'undo' });
    expect(back.place).toEqual({ kind: 'scale', ...at('secret', 1) });
  });

  test('an edit that was begun before comes back as one, which can be given up', () => {
    const saved = { kind: 'saved', sheet: emptySheet, at: 1, file: 'f' } as const;
    const { sheet } = after({ kind: 'score', field: at('goal'), score: 4 });
    const back = after(saved, { kind: 'edit' }, { kind: 'restored', sheet, keptAt: 2 });
    expect(back.phase).toEqual({ kind: 'editing', since: 1 });
    expect(draftAfter(back, { kind: 'give up' })).toMatchObject({ phase: { kind: 'saved' } });
  });

  test('what was changed elsewhere comes here as it is, and is not undone here', () => {
    const here = after(...given);
    const { sheet } = after(given[0]!);
    const back = draftAfter(here, { kind: 'restored', sheet, keptAt: 2 });
    expect(back).toMatchObject({ sheet, past: [], future: [], jumps: here.jumps });
    expect(draftAfter(back, { kind: 'undo' }).sheet).toBe(sheet);
  });

  test('a new action forgets what could be redone', () => {
    const back = draftAfter(after(...given), { kind: 'undo' });
    expect(draftAfter(back, { kind: 'thumb', turn: 1, way: 'up' }).future).toEqual([]);
  });

  test('what says nothing new is no step', () => {
    const twice = after(
      { kind: 'score', field: at('goal'), score: 4 },
      { kind: 'score', field: at('goal'), score: 4 }
    );
    expect(twice.past).toHaveLength(1);
  });
});

describe('what is missing', () => {
  const all: Action[] = fieldsOf().map((field): Action => ({ kind: 'score', field, score: 0 }));

  test('no answer is not zero', () => {
    expect(missingOf(emptyDraft.sheet, false)).toHaveLength(14);
    expect(missingOf(after(...all).sheet, false)).toEqual([]);
  });

  test('cannot tell is an answer', () => {
    const sheet = after(...all, { kind: 'cannot tell', field: at('goal') }).sheet;
    expect(missingOf(sheet, false)).toEqual([]);
  });

  test('with reasons required a score without one counts as open', () => {
    expect(missingOf(after(...all).sheet, true)).toHaveLength(14);
    const reasoned = draftAfter(after(...all), {
      kind: 'reason',
      field: at('goal'),
      text: 'because'
    });
    expect(missingOf(reasoned.sheet, true)).toHaveLength(13);
  });

  test('pressing submit goes to the first and says how many are left', () => {
    const draft = after(...all.slice(0, 9), { kind: 'missing', reasonsRequired: false });
    expect(draft.place).toEqual({ kind: 'scale', seat: 1, row: 2 });
    expect(draft.said).toMatchObject({ kind: 'open', left: 5 });
  });
});

describe('the state', () => {
  const sheet = after({ kind: 'score', field: at('goal'), score: 4 }).sheet;
  const saved: Action = { kind: 'saved', sheet, at: 1, file: 'ratings/e/r.json' };
  const change: Action = { kind: 'score', field: at('goal'), score: 9 };

  test('what is saved changes only after "edit", and giving up returns to it', () => {
    expect(after(saved, change).sheet).toBe(sheet);
    const editing = after(saved, { kind: 'edit' }, change);
    expect([editing.phase.kind, scoreOf(editing, at('goal'))]).toEqual(['editing', 9]);
    expect(draftAfter(editing, { kind: 'give up' })).toMatchObject({
      sheet,
      phase: { kind: 'saved' }
    });
  });

  test('nothing changes while it is being saved', () => {
    expect(after({ kind: 'saving' }, change).sheet).toBe(emptyDraft.sheet);
  });

  test('says whether the browser keeps what is begun, and what is edited', () => {
    const kept: Action = { kind: 'kept', at: 5 };
    const noRoom: Action = { kind: 'kept', at: undefined };
    expect(after(change, kept).phase).toEqual({ kind: 'draft', keptAt: 5 });
    expect(after(change, noRoom).phase).toEqual({ kind: 'draft', isUnkept: true });
    const editing = after(saved, { kind: 'edit' }, change, noRoom);
    expect(editing.phase).toEqual({ kind: 'editing', since: 1, isUnkept: true });
    expect(draftAfter(editing, kept).phase).toEqual({ kind: 'editing', since: 1 });
    expect(after(change, kept, { kind: 'undo' }).phase).toEqual({ kind: 'draft' });
  });

  test('not saved keeps every answer and can be gone on with', () => {
    const failed = after(change, { kind: 'saving' }, { kind: 'failed', reason: 'no' });
    expect([failed.phase.kind, scoreOf(failed, at('goal'))]).toEqual(['unsaved', 9]);
    expect(draftAfter(failed, { kind: 'flag', field: at('goal') }).phase.kind).toBe('draft');
  });
});
