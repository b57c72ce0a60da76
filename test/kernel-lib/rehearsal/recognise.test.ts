import { expect, test } from 'vitest';
import { pick, randomFrom } from '../../../kernel-lib/src/base/random';
import {
  curtWords,
  shownDecorations,
  undecorated,
  warmBeginnings,
  warmEndings,
  warmGreeting,
  warmOpenings,
  type Decoration
} from '../../../kernel-lib/src/rehearsal/decorations';
import { families, generalFamily } from '../../../kernel-lib/src/rehearsal/families';
import { deeds, gestures, type Expression } from '../../../kernel-lib/src/rehearsal/gestures';
import { isOffer, type Manner, type Move } from '../../../kernel-lib/src/rehearsal/moves';
import { recognised } from '../../../kernel-lib/src/rehearsal/recognise';
import { offerText, shareInOffer } from '../../../kernel-lib/src/rehearsal/scene';
import { wordings } from '../../../kernel-lib/src/rehearsal/wordings';
import { wordingsByTie, wordingsOfOffer } from '../../../kernel-lib/src/rehearsal/wordings-by-case';

type Worded = readonly [Move, string];
const wordsOf = (table: object): Worded[] =>
  Object.entries(table).flatMap(([move, texts]) =>
    (texts as string[]).map((text): Worded => [move as Move, text])
  );
const spoken = [
  wordings,
  ...Object.values(wordingsByTie),
  ...Object.values(wordingsOfOffer)
].flatMap(table => wordsOf(table));

const scenes = [...families, generalFamily].map(family => ({
  family,
  thing: pick(family.things, randomFrom('thing', family.name)),
  low: family === generalFamily ? 0 : family.ranges[0]![0],
  high: family === generalFamily ? 100 : family.ranges[0]![0] + 10 * family.ranges[0]![1]
}));

const slotsFor = (thing: string, offer: string, why: string) => ({
  other: 'Zoë',
  thing,
  offer,
  why,
  secret: 'I failed the captain’s exam, twice: nobody knows'
});
const filled = (text: string, slots: Record<string, string>) =>
  text.replace(/\{(\w+)\}/g, (_, slot: string) => slots[slot]!);

const endings = Object.values(warmEndings).flat();
const styles: readonly (readonly [string, Manner, Decoration])[] = [
  ['plain', 'plain', undecorated],
  ['curt', 'curt', curtWords],
  ['warm', 'warm', { before: warmBeginnings, after: endings }],
  ['warm at the start only', 'warm', { before: warmBeginnings, after: [] }],
  ['warm at the end only', 'warm', { before: [], after: endings }],
  ['warm opening', 'warm', { before: warmOpenings, after: endings }],
  ['warm greeting', 'warm', warmGreeting]
];

test.each(styles)('every wording in a %s manner comes back in every family', (_, manner, style) => {
  const random = randomFrom('recognise', manner);
  const wrong: string[] = [];
  for (const scene of scenes) {
    for (const wantsHigh of [true, false]) {
      for (const [move, wording] of spoken) {
        for (const why of scene.family.reasons[wantsHigh ? 0 : 1]) {
          const share = random.int(11);
          const offer = offerText(scene, wantsHigh, share);
          const around = [style.before, style.after].map(texts =>
            texts.length > 0 ? pick(texts, random) : ''
          );
          const parts = [around[0]!, wording, around[1]!].filter(part => part !== '');
          const text = filled(parts.join(' '), slotsFor(scene.thing, offer, why));
          const seen = recognised('speak', text);
          const back = shareInOffer(scene, wantsHigh, seen.offer);
          const right = seen.own && seen.move === move && seen.manner === manner;
          const close = !isOffer(move) || (back !== undefined && Math.abs(back - share) < 0.05);
          if (!right || !close)
            wrong.push(`${move} ${share} ${back} ${JSON.stringify(seen)} ${text}`);
        }
      }
    }
  }
  expect(wrong.slice(0, 5)).toEqual([]);
});

test('every decoration comes back around every wording', () => {
  const wrong: string[] = [];
  for (const [, manner, { before, after }] of styles) {
    for (const pre of before.length > 0 ? before : ['']) {
      for (const post of after.length > 0 ? after : ['']) {
        const parts = [pre, wordings.refuse[0]!, post].filter(part => part !== '');
        const text = filled(parts.join(' '), { other: 'Ben' });
        const seen = recognised('speak', text);
        if (seen.move !== 'refuse' || seen.manner !== manner || !seen.own) wrong.push(text);
      }
    }
  }
  expect(wrong).toEqual([]);
});

test.each([
  ['non-verbal communication', gestures],
  ['action', deeds]
] as const)('every %s comes back in every manner', (expression: Expression, table) => {
  const wrong: string[] = [];
  for (const [move, wording] of wordsOf(table)) {
    for (const manner of ['curt', 'plain', 'warm'] as const) {
      const { after } = shownDecorations[manner];
      for (const end of after.length > 0 ? after : ['']) {
        const text = filled(wording + end, slotsFor('the oak table', '', ''));
        const seen = recognised(expression, text);
        if (seen.move !== move || seen.manner !== manner || !seen.own) wrong.push(text);
      }
    }
  }
  expect(wrong).toEqual([]);
});

test('no wording or decoration has a quotation mark or a line break', () => {
  const texts = [
    ...spoken,
    ...wordsOf(gestures),
    ...wordsOf(deeds),
    ...styles.flatMap(([, , { before, after }]) => wordsOf({ x: [...before, ...after] }))
  ].map(([, text]) => text);
  expect(texts.filter(text => /["\r\n]/.test(text))).toEqual([]);
});

test('no two moves share a wording, and none is a wording twice', () => {
  const texts = spoken.map(([, text]) => text);
  expect(new Set(texts).size).toBe(texts.length);
});

test.each([
  ['speak', 'Deal! See you Friday.', 'accept'],
  ['speak', 'Can you do $120 instead?', 'propose'],
  ['speak', "I'd be happy to go halves with you on this.", 'propose'],
  ['speak', 'You are a liar.', 'insult'],
  ['speak', 'Sorry, that was my fault.', 'apologise'],
  ['speak', 'Hey, you made it', 'greet'],
  ['speak', '¿Qué?', 'ask'],
  ['speak', 'lol ok whatever', 'subject'],
  ['speak', '', 'subject'],
  ['speak', '漢字 🙂', 'subject'],
  ['non-verbal communication', 'smiles and nods', 'empathise'],
  ['non-verbal communication', 'rolls her eyes', 'insult'],
  ['action', 'hands over the keys', 'thank'],
  ['action', 'does a cartwheel', 'subject']
] as const)('foreign text (%s) %j is read as %s', (expression, text, move) => {
  expect(recognised(expression, text)).toMatchObject({ move, own: false });
});
