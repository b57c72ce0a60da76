import { pick, type Random } from '../base/random';
import type { Action } from '../episode/schema';
import {
  curtWords,
  shownDecorations,
  undecorated,
  warmGreeting,
  warmOpening,
  warmWords,
  type Decoration
} from './decorations';
import { deeds, expressionShares, gestures, type Expression } from './gestures';
import type { Manner, Move } from './moves';
import { wordings, wordingsByTie, type Spoken, type Tie } from './wordings';

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
  const core = fresh(textsOf(move, setting.tie, expression));
  if (expression !== 'speak') {
    const { after } = shownDecorations[manner];
    return { action_type: expression, argument: core + (after.length > 0 ? fresh(after) : '') };
  }
  const { before, after } = decorationOf(move, manner, setting);
  const named = core.includes(setting.slots.other);
  const first = named ? before.filter(text => !text.includes('{other}')) : before;
  const parts = [fresh(first), core, fresh(after)];
  return { action_type: 'speak', argument: parts.filter(part => part !== '').join(' ') };
}

function decorationOf(move: Spoken, manner: Manner, { opening }: Setting): Decoration {
  if (manner === 'plain') return undecorated;
  if (manner === 'curt') return curtWords;
  if (move === 'greet') return warmGreeting;
  return opening ? warmOpening : warmWords;
}

function expressionOf(move: Spoken, random: Random): Expression {
  const drawn = random.next();
  const shown = expressionShares['non-verbal communication'];
  if (drawn < shown) return gestures[move] ? 'non-verbal communication' : 'speak';
  if (drawn < shown + expressionShares.action) return deeds[move] ? 'action' : 'speak';
  return 'speak';
}

function textsOf(move: Spoken, tie: Tie, expression: Expression): readonly string[] {
  if (expression === 'non-verbal communication') return gestures[move] ?? [];
  if (expression === 'action') return deeds[move] ?? [];
  return [...(wordingsByTie[tie][move] ?? []), ...wordings[move]];
}

const tries = 4;

/** Picks a text and fills it, again while the talk has it already, a few times; nothing from nothing. */
function freshChoice(
  { talk, slots }: Setting,
  random: Random
): (texts: readonly string[]) => string {
  return texts => {
    let text = '';
    for (let i = 0; i < tries && texts.length > 0; i++) {
      text = filledWith(slots, pick(texts, random), random);
      if (!talk.includes(text)) break;
    }
    return text;
  };
}

function filledWith(slots: Slots, text: string, random: Random): string {
  return text.replace(/\{(other|thing|offer|why|secret)\}/g, (_, slot: keyof Slots) => {
    const value = slots[slot];
    return typeof value === 'string' ? value : pick(value, random);
  });
}

/** How two people stand to each other, from the words that say it. */
export function tieOf(relation: string): Tie {
  if (/friend|family|romantic|partner|sibling|spouse/i.test(relation)) return 'close';
  return /know|acquaint|colleague|neighbou?r/i.test(relation) ? 'known' : 'new';
}
