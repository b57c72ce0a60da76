import { messageOf } from '../base/fail';
import { commaTable, rowsIn, tableRows } from '../base/csv';
import { idOf } from '../base/id';
import { openingOf } from '../base/text';
import { KnowledgeQuestion } from '../evaluation/schema';
import { fieldsOf, plainText, unreadable, valid, type Fields } from './fields';
import type { Found } from './found';

const where = 'mmlu';
const letters = ['A', 'B', 'C', 'D'];
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
  const [row] = rowsIn(line, commaTable);
  return (
    row !== undefined && 'cells' in row && row.cells.length === 6 && letters.includes(row.cells[5]!)
  );
}

/** Whether a line is the header of rows as Hugging Face shows them. */
export function isQuestionTable(line: string): boolean {
  const columns = columnsIn(line);
  return ['question', 'choices', 'answer'].every(name => columns.includes(name));
}

/** Whether a record is a question as Hugging Face has them. */
export function isQuestion(fields: Fields): boolean {
  return 'question' in fields && 'choices' in fields && 'answer' in fields;
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
  for await (const row of tableRows(text, { ...commaTable, width: 6 })) {
    if ('reason' in row) yield { kind: 'skipped', ...row };
    else {
      const [question, a, b, c, d, answer] = row.cells;
      const fields = { question, choices: [a, b, c, d], answer, subject: file.subject };
      yield foundIn(fields, file, row.line);
    }
  }
}

/** The questions of a table with a header, as Hugging Face's rows are saved. */
export async function* readQuestionTable(
  text: AsyncIterable<string>,
  file: QuestionFile
): AsyncGenerator<Found> {
  const { line, number, rest } = await openingOf(text);
  const columns = columnsIn(line);
  const shape = { ...commaTable, width: columns.length, firstLine: number + 1 };
  for await (const row of tableRows(rest(), shape)) {
    if ('reason' in row) yield { kind: 'skipped', ...row };
    else {
      const fields = Object.fromEntries(columns.map((name, i) => [name, row.cells[i]]));
      yield foundIn(fields, file, row.line);
    }
  }
}

function foundIn(fields: Fields, file: QuestionFile, line: number): Found {
  try {
    return { kind: 'question', format: 'MMLU', value: readQuestion(fields, file), line };
  } catch (error) {
    return {
      kind: 'skipped',
      line,
      reason: messageOf(error)
    };
  }
}

/**
 * A question as Hugging Face has it: the choices as a list, or as such a list shown as text.
 *
 * Throws: LabError [interop/mmlu] when there are not four choices, or the answer is none of them
 * Source: the dataset cais/mmlu.
 */
export function readQuestion(value: unknown, file: QuestionFile = {}): KnowledgeQuestion {
  const fields = fieldsOf(value);
  if (!fields) throw unreadable(where, 'a question as a JSON object', value);
  const question = {
    subject: plainText(fields.subject) || file.subject,
    ...(file.split && { split: file.split }),
    question: fields.question,
    choices: typeof fields.choices === 'string' ? choicesIn(fields.choices) : fields.choices,
    answer: answerOf(fields.answer)
  };
  const id = idOf('question', question);
  return valid(KnowledgeQuestion, { id, ...question }, where, 'a question with four choices');
}

function answerOf(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const text = value.trim();
  return letters.includes(text)
    ? letters.indexOf(text)
    : /^[0-3]$/.test(text)
      ? Number(text)
      : value;
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

function columnsIn(line: string): string[] {
  const [row] = rowsIn(line, commaTable);
  return row && 'cells' in row ? row.cells.map(name => name.trim()) : [];
}
