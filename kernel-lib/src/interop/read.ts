import { LabError } from '../base/fail';
import { openingOf } from '../base/text';
import { isAgentProfile, readAgentProfile } from './agent-profile';
import { isAnnotation, readAnnotation } from './annotation';
import { isEnvAgentCombo, readEnvAgentCombo } from './env-agent-combo';
import {
  isEnvironmentList,
  isEnvironmentLists,
  readEnvironmentList,
  readEnvironmentLists
} from './environment-list';
import { isEnvironmentProfile, readEnvironmentProfile } from './environment-profile';
import { isEpisodeLog, readEpisodeLog } from './episode-log';
import { fieldsOf, unreadable, type Fields } from './fields';
import { collected, type Found, type ReadForeign, type Thing } from './found';
import { isHfEpisode, readHfEpisode } from './hf-episode';
import { isHumanStudyEpisode, readHumanStudyEpisode } from './human-study';
import { isHumanStudyTable, readHumanStudyTable } from './human-study-csv';
import {
  isMmluRow,
  isQuestion,
  isQuestionTable,
  questionFile,
  readMmlu,
  readQuestion,
  readQuestionTable
} from './mmlu';
import { isRating, isRatingFile, readRating, readRatingFile } from './own-rating';
import { jsonRecords, type JsonRecord } from './records';
import type { Note } from './rewards';
import { isRelationshipProfile, readRelationshipProfile } from './relationship-profile';

/**
 * Everything in a file of Sotopia's, sotopia-pi's or MMLU's formats, or of our own ratings. What
 * each record is, its fields say; `path` gives what a record lacks: its id, or its subject.
 */
export function readForeign(text: AsyncIterable<string>, path = ''): Promise<ReadForeign> {
  return collected(foundIn(text, path));
}

/**
 * The same, one after the other, so that a file of any size can be read.
 *
 * Throws: what reading `text` throws
 */
export async function* foundIn(text: AsyncIterable<string>, path = ''): AsyncGenerator<Found> {
  const { line, whole } = await openingOf(text);
  const file = questionFile(path);
  if (line === '') yield { kind: 'skipped', line: 1, reason: 'it is empty' };
  else if (/^[[{]/.test(line)) yield* foundInJson(whole(), path);
  else if (isHumanStudyTable(line)) yield* readHumanStudyTable(whole());
  else if (isQuestionTable(line)) yield* readQuestionTable(whole(), file);
  else if (file.subject !== undefined || isMmluRow(line)) yield* readMmlu(whole(), file);
  else yield { kind: 'skipped', line: 1, reason: 'it is in none of the formats that can be read' };
}

async function* foundInJson(text: AsyncIterable<string>, path: string): AsyncGenerator<Found> {
  const name = path.split(/[\\/]/).at(-1) ?? '';
  const stem = name.endsWith('.json') ? name.slice(0, -'.json'.length) : '';
  for await (const record of jsonRecords(text)) {
    if ('reason' in record) yield { kind: 'skipped', ...record };
    else yield* thingsOr(record, record.item === undefined ? stem : '', path);
  }
}

type JsonValue = Extract<JsonRecord, { readonly value: unknown }>;

/** What is in a record and what of it is not taken, or why nothing is. */
function thingsOr({ value, line, item, note }: JsonValue, stem: string, path: string): Found[] {
  const skipped = (reason: string): Found => ({
    kind: 'skipped',
    line,
    reason: item === undefined ? reason : `item ${item}: ${reason}`
  });
  const notes = new Set<string>(note === undefined ? [] : [note]);
  try {
    const things = thingsIn(value, { stem, path, note: reason => void notes.add(reason) });
    const ids = things.map(thing => thing.value.id).join(', ');
    const said = [...notes].map(reason => skipped(`of ${ids}, which is kept, ${reason}`));
    return [...things.map(thing => ({ line, ...thing })), ...said];
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    return [skipped(error.message)];
  }
}

/** What a record lacks, and who is told of what is not taken of it. */
interface Around {
  readonly stem: string;
  readonly path: string;
  readonly note: Note;
}

/** Which record has which fields; the first that fits reads it. */
function thingsIn(value: unknown, around: Around): Thing[] {
  const fields = fieldsOf(value);
  if (!fields) throw unreadable('read', 'a record as a JSON object', value);
  const { stem, path } = around;
  const one = episodeIn(fields, around) ?? profileIn(fields, stem) ?? ratingIn(fields, stem);
  if (one) return [one];
  if (isQuestion(fields)) {
    const question = readQuestion(fields, questionFile(path));
    return [{ kind: 'question', format: 'MMLU', value: question }];
  }
  if (isEnvironmentList(fields)) {
    const set = readEnvironmentList(fields);
    return [{ kind: 'taskSet', format: 'EnvironmentList', value: set }];
  }
  if (!isEnvironmentLists(fields)) {
    const got = `one with ${Object.keys(fields).join(', ')}`;
    throw unreadable('read', 'a record of a known format', got);
  }
  const format = 'lists of task ids';
  return readEnvironmentLists(fields).map(set => ({ kind: 'taskSet', format, value: set }));
}

function episodeIn(fields: Fields, { stem, note }: Around): Thing | undefined {
  const kind = 'episode';
  if (isEpisodeLog(fields))
    return { kind, format: 'EpisodeLog', value: readEpisodeLog(fields, stem, note) };
  if (isHfEpisode(fields))
    return { kind, format: 'released episodes', value: readHfEpisode(fields, note) };
  if (!isHumanStudyEpisode(fields)) return undefined;
  return { kind, format: 'human study', value: readHumanStudyEpisode(fields, stem) };
}

function profileIn(fields: Fields, stem: string): Thing | undefined {
  if (isAgentProfile(fields))
    return { kind: 'character', format: 'AgentProfile', value: readAgentProfile(fields, stem) };
  if (isEnvironmentProfile(fields)) {
    const task = readEnvironmentProfile(fields, stem);
    return { kind: 'task', format: 'EnvironmentProfile', value: task };
  }
  if (isEnvAgentCombo(fields)) {
    const casting = readEnvAgentCombo(fields, stem);
    return { kind: 'casting', format: 'EnvAgentComboStorage', value: casting };
  }
  if (!isRelationshipProfile(fields)) return undefined;
  const relationship = readRelationshipProfile(fields, stem);
  return { kind: 'relationship', format: 'RelationshipProfile', value: relationship };
}

function ratingIn(fields: Fields, stem: string): Thing | undefined {
  const kind = 'rating';
  const ours = 'our ratings';
  if (isAnnotation(fields))
    return { kind, format: 'AnnotationForEpisode', value: readAnnotation(fields, stem) };
  if (isRatingFile(fields)) return { kind, format: ours, value: readRatingFile(fields) };
  return isRating(fields) ? { kind, format: ours, value: readRating(fields) } : undefined;
}
