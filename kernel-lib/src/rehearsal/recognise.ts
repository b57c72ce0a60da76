import { moveOfShow, moveOfWords } from './cues';
import {
  curtWords,
  shownDecorations,
  warmBeginnings,
  warmEndings,
  warmGreeting,
  warmOpenings,
  type Decoration
} from './decorations';
import { deeds, gestures, type Expression } from './gestures';
import { isOffer, type Manner, type Move } from './moves';
import { remembered } from './remember';
import { wordings } from './wordings';
import { wordingsByTie, wordingsOfOffer } from './wordings-by-case';

/** What a reader sees in one turn. */
export interface Seen {
  readonly move: Move;
  /** The words that name an amount; only offers have them. */
  readonly offer: string | undefined;
  readonly manner: Manner;
  readonly words: number;
  /** How many polite words. */
  readonly polite: number;
  /** Whether the words are this world's own. */
  readonly own: boolean;
}

/** What is seen of someone who leaves. */
export const leaving: Seen = {
  move: 'leave',
  offer: undefined,
  manner: 'plain',
  words: 0,
  polite: 0,
  own: true
};

/**
 * The move, manner and offer in what someone said or did. Our own wordings come back exactly;
 * other text is read as the nearest move, or as small talk.
 */
export function recognised(expression: Expression, text: string): Seen {
  const known = readers.get(expression);
  if (known) return known(text);
  const reader = remembered(20_000, readerOf(tablesOf(expression), expression));
  readers.set(expression, reader);
  return reader(text);
}

type Reader = (text: string) => Seen;
const readers = new Map<Expression, Reader>(); // built when first needed

function tablesOf(expression: Expression): readonly Wordings[] {
  const spoken = [wordingsByTie, wordingsOfOffer].flatMap(tables =>
    Object.values<Wordings>(tables)
  );
  if (expression === 'speak') return [wordings, ...spoken];
  return [expression === 'action' ? deeds : gestures];
}

type Wordings = Readonly<Partial<Record<Move, readonly string[]>>>;
interface Pattern {
  readonly move: Move;
  readonly shape: RegExp;
}

function readerOf(tables: readonly Wordings[], expression: Expression): Reader {
  const patterns = patternsOf(tables);
  const strip = stripperOf(expression);
  return text => {
    const { core, manner } = strip(text);
    for (const { move, shape } of patterns.get(core.charAt(0)) ?? patterns.get('') ?? []) {
      const match = shape.exec(core);
      if (match) return seenOf(move, text, manner, true, match.groups?.['offer']);
    }
    return foreign(expression, text);
  };
}

/** Wordings by their first letter; those that begin with a slot stand in every list and under ''. */
function patternsOf(tables: readonly Wordings[]): ReadonlyMap<string, readonly Pattern[]> {
  const all = tables
    .flatMap(table => Object.entries(table))
    .flatMap(([move, texts]) => texts.map(text => ({ move: move as Move, text })));
  const firsts = new Set(all.map(({ text }) => firstOf(text)));
  const startingWith = (first: string) =>
    all
      .filter(({ text }) => ['', first].includes(firstOf(text)))
      .map(({ move, text }) => ({ move, shape: new RegExp(`^${patternOf(text)}$`) }));
  return new Map(['', ...firsts].map(first => [first, startingWith(first)]));
}

function firstOf(text: string): string {
  return text.startsWith('{') ? '' : text.charAt(0);
}

/** A wording as the source of a pattern: each slot becomes a group of its name. */
function patternOf(text: string): string {
  return text
    .replace(/[.*+?^$()|[\]\\]/g, '\\$&')
    .replace(/\{(\w+)\}/g, (_, slot: string) => `(?<${slot}>.+?)`);
}

const warmWords: Decoration = {
  before: [...warmBeginnings, ...warmOpenings],
  after: Object.values(warmEndings).flat()
};
const spoken: readonly (readonly [Manner, Decoration])[] = [
  ['curt', curtWords],
  ['warm', warmGreeting],
  ['warm', warmWords]
];
const shown: readonly (readonly [Manner, Decoration])[] = [
  ['curt', shownDecorations.curt],
  ['warm', shownDecorations.warm]
];

/** Takes the decorations away, before, after or both; what they were says the manner. */
function stripperOf(expression: Expression): (text: string) => { core: string; manner: Manner } {
  const edges = (expression === 'speak' ? spoken : shown).map(([manner, { before, after }]) => ({
    manner,
    before: edge(before, '^', ' '),
    after: edge(after, '', '$')
  }));
  return text => {
    for (const { manner, before, after } of edges) {
      const cut = before ? text.replace(before, '') : text;
      const core = after ? cut.replace(after, '') : cut;
      if (core.length < text.length) return { manner, core };
    }
    return { manner: 'plain', core: text };
  };
}

function edge(texts: readonly string[], start: string, end: string): RegExp | undefined {
  if (texts.length === 0) return undefined;
  const any = texts.map(text => patternOf(text).replace(/\(\?<\w+>/g, '(?:')).join('|');
  const space = start === '' && !texts[0]!.startsWith(',') ? ' ' : '';
  return new RegExp(`${start}${space}(?:${any})${end}`);
}

const politeWord =
  /\b(please|thank|thanks|appreciate|understand|respect|kind|happy|honest|together|truly|really|grateful|patient|fair)\w*/gi;

function seenOf(move: Move, text: string, manner: Manner, own: boolean, offer?: string): Seen {
  const words = text === '' ? 0 : text.split(/\s+/).length;
  return { move, offer, manner, words, polite: text.match(politeWord)?.length ?? 0, own };
}

function foreign(expression: Expression, text: string): Seen {
  const move = expression === 'speak' ? moveOfWords(text) : moveOfShow(text);
  const seen = seenOf(move, text, 'plain', false, isOffer(move) ? text : undefined);
  if (expression !== 'speak') return seen;
  if (seen.words > 22 && seen.polite >= 2) return { ...seen, manner: 'warm' };
  if (seen.words < 6 && seen.polite === 0) return { ...seen, manner: 'curt' };
  return seen;
}
