import { commaTable, tableRows } from '../base/csv';
import { idOf } from '../base/id';
import { headersIn, type TableHeader } from '../base/table-header';
import { openingOf } from '../base/text';
import { dimensions, SeatRating } from '../rating/schema';
import type { Found } from './found';
import { unreadable } from './fields';
import type { ImportedRating } from './schema';

const where = 'human-study-csv';
const required = ['pk', ...dimensions.flatMap(({ name }) => [`${name}_1`, `${name}_2`])];

/** Whether a line is the header of the human study's table. */
export function isHumanStudyTable(line: string): boolean {
  return studyHeader(line) !== undefined;
}

/**
 * The ratings of the human study: one row for each person and episode, seven scores and reasons
 * for each character. A score that is missing is one that the person did not give. The people's
 * ids are replaced by hashes; what else names them is not read.
 *
 * Throws: LabError [interop/human-study-csv] when the header is another one
 * Source: sotopia-pi, human_eval, <model>_final.csv, and oTree's exports of the same study.
 */
export async function* readHumanStudyTable(text: AsyncIterable<string>): AsyncGenerator<Found> {
  const { line, number, rest } = await openingOf(text);
  const header = studyHeader(line);
  if (!header) throw unreadable(where, `the columns ${missingIn(line).join(', ')}`, line);
  const columns = header.names;
  const shape = { ...commaTable, ...header.shape, firstLine: number + 1 };
  for await (const row of tableRows(rest(), shape)) {
    if ('reason' in row) yield { kind: 'skipped', ...row };
    else yield { line: row.line, ...found(row.cells, columns, row.line) };
  }
}

function found(
  cells: readonly string[],
  columns: readonly string[],
  line: number
): { kind: 'rating'; format: string; value: ImportedRating } | { kind: 'skipped'; reason: string } {
  const cell = (name: string) => cells[columns.indexOf(name)]?.trim() ?? '';
  const seats = [seatIn(cell, 1), seatIn(cell, 2)] as const;
  const wrong = seats.find(seat => typeof seat === 'string');
  if (wrong !== undefined) return { kind: 'skipped', reason: wrong };
  const [first, second] = seats.map(seat => SeatRating.parse(seat));
  const episode = cell('pk');
  const scores = [first, second].flatMap(seat => Object.values(seat ?? {}));
  if (episode === '' || scores.length === 0) {
    return { kind: 'skipped', reason: episode === '' ? 'it names no episode' : 'it has no score' };
  }
  const person = cell('prolific_id') || cell('participant.code') || `row ${line}`;
  const id = idOf('person', person);
  const tag = cell('model');
  const value: ImportedRating = {
    id: idOf('rating', { episode, person: id, line }),
    episode,
    ...(tag !== '' && { tag }),
    rater: { kind: 'person', id },
    seats: [first!, second!]
  };
  return { kind: 'rating', format: 'human study ratings', value };
}

/** One character's scores in a row, or what is wrong with them. */
function seatIn(cell: (name: string) => string, number: 1 | 2): SeatRating | string {
  const given = dimensions.flatMap(({ name }) => {
    const score = cell(`${name}_${number}`);
    const reason = cell(`${name}_reasoning_${number}`);
    return score === '' ? [] : [[name, { score: scoreIn(score), reason }]];
  });
  const read = SeatRating.safeParse(Object.fromEntries(given));
  if (read.success) return read.data;
  const dimension = String(read.error.issues[0]?.path[0]);
  return `${dimension}_${number} is ${JSON.stringify(cell(`${dimension}_${number}`))}, no whole number in its range`;
}

function scoreIn(text: string): number {
  return /^[+-]?\d+(\.0*|,0{0,2})?$/.test(text) ? Number(text.replace(',', '.')) : NaN;
}

/** The header of the study; oTree writes an app and a round before each column. */
function studyHeader(line: string): TableHeader | undefined {
  return headersIn(line)
    .map(header => ({ ...header, names: header.names.map(shortName) }))
    .find(({ names }) => required.every(name => names.includes(name)));
}

function missingIn(line: string): string[] {
  const lacking = headersIn(line).map(({ names }) => {
    const shown = names.map(shortName);
    return required.filter(name => !shown.includes(name));
  });
  return lacking.reduce((least, one) => (one.length < least.length ? one : least));
}

function shortName(name: string): string {
  return name.replace(/^.*\bplayer\./, '');
}
