import { dimensionWords, meaningOf, scoreText } from './dimension-words';
import type { Draft } from './draft';
import type { Names } from './rating-form';
import { isSigned, rangeText } from './scale';
import { rows } from './sheet';
import type { Words } from './words';

/** What the live region says about the last action; saving speaks for itself. */
export function saidText(words: Words, { said, sheet, phase }: Draft, people: Names): string {
  const { __ } = words;
  if (phase.kind === 'saving') return __('Saving …');
  if (phase.kind === 'saved') return __('Saved as %1', phase.file);
  if (!said) return '';
  const { seat, row } = said.field;
  const dimension = dimensionWords(words)[rows[row]!.name];
  switch (said.kind) {
    case 'outside':
      return __('%1 is outside %2', said.text.replace('-', '−'), rangeText(row, __('to')));
    case 'open':
      return __('%1, %2 is open; %3 left', dimension.title, people[seat].shortName, said.left);
    case 'answer': {
      const { score, isUntold } = sheet.answers[seat][row]!;
      const answer =
        score !== undefined
          ? `${scoreText(score, isSigned(row))}, ${meaningOf(dimension, score)}`
          : isUntold
            ? __('cannot tell')
            : __('open');
      return `${dimension.title}: ${answer}`;
    }
    default:
      return said satisfies never;
  }
}
