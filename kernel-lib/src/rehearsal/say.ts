import { pick, type Random } from '../base/random';
import type { Action } from '../episode/schema';
import { shownDecorations, spokenDecorations } from './decorations';
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

/** Puts a move into an action; where it can, into words that the talk so far does not have. */
export function actionOf(
  move: Move,
  manner: Manner,
  { slots, tie, talk }: { slots: Slots; tie: Tie; talk: string },
  random: Random
): Action {
  if (move === 'silent') return { action_type: 'none', argument: '' };
  if (move === 'leave') return { action_type: 'leave', argument: '' };
  const expression = expressionOf(move, random);
  const fresh = freshChoice(talk, slots, random);
  const core = fresh(textsOf(move, tie, expression));
  const { before, after } = (expression === 'speak' ? spokenDecorations : shownDecorations)[manner];
  if (expression !== 'speak') {
    return { action_type: expression, argument: core + (after.length > 0 ? fresh(after) : '') };
  }
  const parts = [before, after].map(texts => (texts.length > 0 ? fresh(texts) : ''));
  const said = [parts[0]!, core, parts[1]!].filter(part => part !== '').join(' ');
  return { action_type: 'speak', argument: said };
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

/** Picks a text and fills it, again while the talk has it already, a few times. */
function freshChoice(
  talk: string,
  slots: Slots,
  random: Random
): (texts: readonly string[]) => string {
  return texts => {
    let text = '';
    for (let i = 0; i < tries; i++) {
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
