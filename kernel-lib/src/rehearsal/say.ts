import { pick, type Random } from '../base/random';
import type { Action } from '../episode/schema';
import {
  curtOpening,
  curtWords,
  shownDecorations,
  undecorated,
  warmBeginnings,
  warmEndings,
  warmGreeting,
  warmOpenings,
  type Decoration
} from './decorations';
import { deeds, expressionShares, gestures, type Expression } from './gestures';
import { isOffer, type Manner, type Move } from './moves';
import { remembered } from './remember';
import { wordings, type Spoken } from './wordings';
import { wordingsByTie, wordingsOfOffer, type Tie } from './wordings-by-case';

/** What fills the slots of a wording. */
export interface Slots {
  readonly other: string;
  readonly thing: string;
  readonly offer: string;
  /** Reasons to choose from. */
  readonly why: readonly string[];
  readonly secret: string;
}

/** What an action is put into words from. */
export interface Setting {
  readonly slots: Slots;
  readonly tie: Tie;
  /** What an offer names: something new, what the speaker named last, or what the other did. */
  readonly offered: 'anew' | 'again' | 'met';
  /** Whether the speaker has said nothing before. */
  readonly opening: boolean;
  /** The talk so far; wordings that it has not are preferred. */
  readonly talk: string;
}

/** Puts a move into an action; where it can, into words that the talk so far does not have. */
export function actionOf(move: Move, manner: Manner, setting: Setting, random: Random): Action {
  if (move === 'silent') return { action_type: 'none', argument: '' };
  if (move === 'leave') return { action_type: 'leave', argument: '' };
  const expression = expressionOf(move, random);
  const fresh = freshChoice(setting, random);
  const core = fresh(textsOf(move, setting, expression));
  if (expression !== 'speak') {
    const { after } = shownDecorations[manner];
    return { action_type: expression, argument: core + (after.length > 0 ? fresh(after) : '') };
  }
  const { before, after } = decorationOf(move, manner, setting, random);
  const named = core.includes(setting.slots.other);
  const first = named ? before.filter(text => !text.includes('{other}')) : before;
  const parts = [fresh(first), core, fresh(after)];
  return { action_type: 'speak', argument: parts.filter(part => part !== '').join(' ') };
}

function decorationOf(
  move: Spoken,
  manner: Manner,
  { opening }: Setting,
  random: Random
): Decoration {
  if (manner === 'plain') return undecorated;
  if (manner === 'curt') return opening ? curtOpening : curtWords;
  if (move === 'greet') return warmGreeting;
  const before = opening ? warmOpenings : warmBeginnings;
  const after = warmEndings[endingAfter[move] ?? 'wish'];
  const drawn = random.next();
  if (drawn < onlyBefore) return { before, after: [] };
  return drawn < onlyBefore + onlyAfter ? { before: [], after } : { before, after };
}

// Warm words stand on both sides most of the time; always would sound like a form.
const onlyBefore = 0.15;
const onlyAfter = 0.1;

const endingAfter: Readonly<Partial<Record<Spoken, keyof typeof warmEndings>>> = {
  ask: 'asking',
  propose: 'asking',
  concede: 'asking',
  accept: 'settling',
  thank: 'settling'
};

function expressionOf(move: Spoken, random: Random): Expression {
  const drawn = random.next();
  const shown = expressionShares['non-verbal communication'];
  if (drawn < shown) return gestures[move] ? 'non-verbal communication' : 'speak';
  if (drawn < shown + expressionShares.action) return deeds[move] ? 'action' : 'speak';
  return 'speak';
}

function textsOf(
  move: Spoken,
  { tie, offered }: Setting,
  expression: Expression
): readonly string[] {
  if (expression === 'non-verbal communication') return gestures[move] ?? [];
  if (expression === 'action') return deeds[move] ?? [];
  if (offered !== 'anew' && isOffer(move)) return wordingsOfOffer[offered][move];
  return [...(wordingsByTie[tie][move] ?? []), ...wordings[move]];
}

const tries = 6;

/** Picks a text, again while the talk has its words already, a few times, and fills it; nothing from nothing. */
function freshChoice(
  { talk, slots, opening }: Setting,
  random: Random
): (texts: readonly string[]) => string {
  const fresh = (texts: readonly string[], wordsOf: (text: string) => string) => {
    let text = '';
    for (let i = 0; i < tries && texts.length > 0; i++) {
      text = pick(texts, random);
      if (!talk.includes(wordsOf(text))) break;
    }
    return text;
  };
  const valueOf = (slot: keyof Slots) => {
    if (slot === 'why') return fresh(slots.why, reason => reason);
    return slot === 'thing' && !opening && random.next() < 0.5 ? 'this' : slots[slot];
  };
  return texts => filledWith(valueOf, fresh(texts, ownWordsOf));
}

/** The longest part of a wording that no slot fills. */
const ownWordsOf = remembered(1_000, (text): string =>
  text.split(slot).reduce((longest, part) => (part.length > longest.length ? part : longest), '')
);

const slot = /\{(?:other|thing|offer|why|secret)\}/;

function filledWith(valueOf: (slot: keyof Slots) => string, text: string): string {
  return text.replace(/\{(other|thing|offer|why|secret)\}/g, (_, slot: keyof Slots) =>
    valueOf(slot)
  );
}

/** How two people stand to each other, from the words that say it. */
export function tieOf(relation: string): Tie {
  if (/friend|family|romantic|partner|sibling|spouse/i.test(relation)) return 'close';
  return /know|acquaint|colleague|neighbou?r/i.test(relation) ? 'known' : 'new';
}
