import { messageOf } from '../base/fail';
import { commaTable, tableRows } from '../base/csv';
import { idOf } from '../base/id';
import { headersIn, type TableHeader } from '../base/table-header';
import { openingOf } from '../base/text';
import { KnowledgeQuestion } from '../evaluation/schema';
import { fieldsOf, plainText, unreadable, valid, type Fields } from './fields';
import type { Found } from './found';
import { answerIn, letters } from './mmlu-answer';

const where = 'mmlu';
type Split = KnowledgeQuestion['split'];

/** What a file's name says of its questions: `high_school_physics_test.csv`, `validation.jsonl`. */
export interface QuestionFile {
  readonly subject?: string;
  readonly split?: Split;
}

const splits: readonly (readonly [RegExp, NonNullable<Split>])[] = [
  [/(^|[_/.-])(auxiliary_)?train($|[-.])/, 'train'],
  [/(^|[_/.-])dev($|[-.])/, 'dev'],
  [/(^|[_/.-])val(idation)?($|[-.])/, 'val'],
  [/(^|[_/.-])test($|[-.])/, 'test']
];

/** Subject and split from a path such as `data/test/anatomy_test.csv`. */
export function questionFile(path: string): QuestionFile {
  const name = path.split(/[\\/]/).at(-1) ?? '';
  const original = /^([a-z0-9_]+)_(dev|val|test)\.csv$/.exec(name);
  const inTrain = /(^|\/)auxiliary_train\/([a-z0-9_]+)\.csv$/.exec(path);
  const split = inTrain ? 'train' : splits.find(([pattern]) => pattern.test(name))?.[1];
  const subject = original?.[1] ?? inTrain?.[2];
  return { ...(subject && { subject }), ...(split && { split }) };
}

/** Whether a row is a question of the original files: six cells, the last a letter, and no header. */
export function isMmluRow(line: string): boolean {
  return originalShape(line) !== undefined;
}

/** How the rows of an original file are written, by its first one. */
function originalShape(line: string): TableHeader['shape'] | undefined {
  const shown = headersIn(line).find(
    ({ names }) => names.length === 6 && letters.includes(names[5]!)
  );
  return shown?.shape;
}

/** Whether a line is the header of questions: one column a choice, or one with a list of them. */
export function isQuestionTable(line: string): boolean {
  return questionHeader(line) !== undefined;
}

/** Whether a record is a question as Hugging Face has them, or as MMLU-Pro has them. */
export function isQuestion(fields: Fields): boolean {
  const hasChoices = 'choices' in fields || 'options' in fields;
  return 'question' in fields && hasChoices && ('answer' in fields || 'answer_index' in fields);
}

/**
 * The questions of one of MMLU's original files, whose name says what they are about.
 *
 * Source: MMLU, data.tar, `{dev,val,test}/<subject>_<split>.csv`.
 */
export async function* readMmlu(
  text: AsyncIterable<string>,
  file: QuestionFile
): AsyncGenerator<Found> {
  const { line, whole } = await openingOf(text);
  const shape = { ...commaTable, ...originalShape(line), width: 6 };
  for await (const row of tableRows(whole(), shape)) {
    if ('reason' in row) yield { kind: 'skipped', ...row };
    else {
      const [question, a, b, c, d, answer] = row.cells;
      const fields = { question, a, b, choices: [a, b, c, d], answer, subject: file.subject };
      yield foundIn(fields, file, row.line);
    }
  }
}

/** The questions of a table with a header, whatever the order and the case of its columns. */
export async function* readQuestionTable(
  text: AsyncIterable<string>,
  file: QuestionFile
): AsyncGenerator<Found> {
  const { line, number, rest } = await openingOf(text);
  const header = questionHeader(line);
  if (!header) throw unreadable(where, 'a header with question, choices and answer', line);
  const columns = header.names.map(name => name.toLowerCase());
  const places = letterPlaces(columns);
  for await (const row of tableRows(rest(), {
    ...commaTable,
    ...header.shape,
    firstLine: number + 1
  })) {
    if ('reason' in row) yield { kind: 'skipped', ...row };
    else {
      const fields = Object.fromEntries(columns.map((name, i) => [name, row.cells[i]]));
      const lettered = places.map(place => row.cells[place]!);
      const choices = places.length > 0 && { choices: withoutEmptyEnd(lettered) };
      yield foundIn({ ...fields, ...choices }, file, row.line);
    }
  }
}

/** A header of questions under the delimiter that makes it one. */
function questionHeader(line: string): TableHeader | undefined {
  return headersIn(line).find(({ names }) => {
    const columns = names.map(name => name.toLowerCase());
    const once = (name: string) => columns.filter(one => one === name).length === 1;
    const hasChoices = once('choices') || once('options') || letterPlaces(columns).length > 1;
    return once('question') && hasChoices && (once('answer') || once('answer_index'));
  });
}

/** Where the columns a, b, c … are, as many as follow each other in the alphabet. */
function letterPlaces(columns: readonly string[]): number[] {
  const places = letters.map(letter => columns.indexOf(letter.toLowerCase()));
  const end = places.indexOf(-1);
  return end < 0 ? places : places.slice(0, end);
}

/** A table with ten columns for choices leaves the last ones of a shorter question empty. */
function withoutEmptyEnd(choices: readonly string[]): string[] {
  return choices.slice(0, choices.findLastIndex(choice => choice !== '') + 1);
}

function foundIn(fields: Fields, file: QuestionFile, line: number): Found {
  try {
    return { kind: 'question', format: 'MMLU', value: readQuestion(fields, file), line };
  } catch (error) {
    return { kind: 'skipped', line, reason: messageOf(error) };
  }
}

/**
 * A question as Hugging Face has it: the choices as a list, or as such a list shown as text.
 *
 * Throws: LabError [interop/mmlu] when there are no choices, or it is not certain which one is right
 * Source: the datasets cais/mmlu and TIGER-Lab/MMLU-Pro.
 */
export function readQuestion(value: unknown, file: QuestionFile = {}): KnowledgeQuestion {
  const fields = fieldsOf(value);
  if (!fields) throw unreadable(where, 'a question as a JSON object', value);
  const listed = fields.choices ?? fields.options;
  const choices = typeof listed === 'string' ? choicesIn(listed) : listed;
  const question = {
    subject: plainText(fields.subject) || plainText(fields.category) || file.subject,
    ...(file.split && { split: file.split }),
    question: fields.question,
    choices,
    answer: answerIn(fields, Array.isArray(choices) ? choices : [])
  };
  const id = idOf('question', question);
  return valid(KnowledgeQuestion, { id, ...question }, where, 'a question');
}

const shown = /\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")\s*,?/gy;

/** A list of texts as Python, NumPy or JSON shows it; `undefined` when it is something else. */
function choicesIn(text: string): string[] | undefined {
  const inner = /^\s*\[([\s\S]*)\]\s*$/.exec(text)?.[1];
  if (inner === undefined) return undefined;
  const found = [...inner.matchAll(shown)];
  const length = found.reduce((sum, [whole]) => sum + whole.length, 0);
  if (inner.slice(length).trim() !== '') return undefined;
  return found.map(([, single, double]) => unescaped(single ?? double ?? ''));
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

function unescaped(text: string): string {
  return text.replace(
    /\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|([\s\S]))/gi,
    (_, x?: string, u?: string, c = '') =>
      (x ?? u)
        ? String.fromCharCode(parseInt((x ?? u)!, 16))
        : (escapes[c as string] ?? (c as string))
  );
}
