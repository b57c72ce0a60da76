import type { Rating } from '../../kernel-lib/src/transcript/schema';
import { dimensionWords, scoreText } from './dimension-words';
import type { Names } from './rating-form';
import { fieldsOf, rows, type Field, type Sheet } from './sheet';
import type { Words } from './words';

/** A rating that was saved a moment ago, for the episode where its rater goes on. */
export interface Saved {
  readonly people: Names;
  readonly sheet: Sheet;
  /** Why one does not rate the episode, if so. */
  readonly declined: string | undefined;
  /** Resolves to nothing where no judge has rated the episode, or none can be read. */
  readonly judge: Promise<Rating | undefined>;
}

/** The same with the way back to it. */
export interface JustSaved extends Saved {
  readonly back: () => void;
}

const told = 'sot-just-saved';

/** Tells an output what its reader has saved before coming to it. */
export function tell(output: Element, just: JustSaved): void {
  output.dispatchEvent(new CustomEvent(told, { detail: just }));
}

/** Listens to what an output is told; the answer ends that. */
export function onTold(output: Element, listener: (just: JustSaved) => void): () => void {
  const hear = (event: Event) => listener((event as CustomEvent<JustSaved>).detail);
  output.addEventListener(told, hear);
  return () => output.removeEventListener(told, hear);
}

interface Both extends Field {
  readonly own: number;
  readonly judge: number;
}

/** In one line: whose episode it was, and how far one is from the judge. */
export function savedText(
  words: Words,
  { people, sheet, declined }: Saved,
  judge?: Rating
): string {
  const { __ } = words;
  const [first, second] = people.map(({ shortName }) => shortName) as [string, string];
  if (declined !== undefined) return __('Skipped: %1 and %2.', first, second);
  return `${__('Saved: %1 and %2.', first, second)} ${besideText(words, people, sheet, judge)}`;
}

function besideText(words: Words, people: Names, sheet: Sheet, judge?: Rating): string {
  const { __ } = words;
  if (!judge) return __('No judge has rated this episode.');
  const both = bothOf(sheet, judge);
  const off = (each: Both) => Math.abs(each.judge - each.own);
  const [farthest] = [...both].sort((a, b) => off(b) - off(a));
  if (!farthest) return __('You and the judge have no score in common.');
  if (off(farthest) === 0) return __('You and the judge give the same scores.');
  const { name } = rows[farthest.row]!;
  const means = [both.map(({ own }) => own), both.map(each => each.judge)].map(meanText);
  return [
    __('On average you %1, the judge %2;', ...means),
    __(
      'furthest apart: %1 of %2, you %3, the judge %4.',
      dimensionWords(words)[name].title,
      people[farthest.seat].shortName,
      scoreText(farthest.own),
      scoreText(farthest.judge)
    )
  ].join(' ');
}

/** The scales on which both have a score. */
function bothOf(sheet: Sheet, judge: Rating): Both[] {
  return fieldsOf().flatMap(field => {
    const own = sheet.answers[field.seat][field.row]?.score;
    const theirs = judge.seats[field.seat][rows[field.row]!.name]?.score;
    return own === undefined || theirs === undefined ? [] : [{ ...field, own, judge: theirs }];
  });
}

function meanText(scores: readonly number[]): string {
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  return mean.toFixed(1).replace('-', '−');
}
