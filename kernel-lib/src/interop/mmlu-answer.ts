import { unreadable, type Fields } from './fields';

/** The letters of choices. */
export const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/**
 * The place of the right choice, counted from 0. Published lists of choices count their answers from
 * 0; a letter names a choice in every file; any other text has to be one of the choices. A number
 * beside one column a choice is refused: it could count from 0 or from 1.
 *
 * Throws: LabError [interop/mmlu] when it is not certain which choice is meant
 */
export function answerIn(fields: Fields, choices: readonly unknown[]): unknown {
  const { answer, answer_index: index } = fields;
  const named = answer === undefined ? undefined : placeOf(answer, fields, choices);
  const counted = index === undefined || index === '' ? undefined : Number(index);
  if (named === undefined || counted === undefined) return named ?? counted;
  if (named === counted) return named;
  throw unreadable(
    'mmlu',
    `answer_index to be the place of the answer, ${JSON.stringify(named)}`,
    index
  );
}

function placeOf(answer: unknown, fields: Fields, choices: readonly unknown[]): unknown {
  if (typeof answer !== 'string') return answer;
  const text = answer.trim();
  const isList = !('a' in fields && 'b' in fields);
  const [, letter] = /^\(?([A-Za-z])[).]?$/.exec(text) ?? [];
  const lettered = letter === undefined ? -1 : letters.indexOf(letter.toUpperCase());
  const said = choices.flatMap((choice, i) =>
    typeof choice === 'string' && choice.trim() === text && text !== '' ? [i] : []
  );
  const meant = new Set(said);
  if (lettered >= 0 && lettered < choices.length) meant.add(lettered);
  if (/^\d+$/.test(text) && isList) return Number(text);
  if (/^\d+$/.test(text)) throw unclear('a letter, since a number counts from 0 or from 1', answer);
  if (meant.size === 1) return [...meant][0];
  if (meant.size > 1) throw unclear('an answer that means one choice only', answer);
  throw unclear('a letter of one of the choices, or the text of one', answer);
}

function unclear(expected: string, answer: unknown) {
  return unreadable('mmlu', `as the answer ${expected}`, answer);
}
