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

function thingsOr({ value, line, item }: JsonValue, stem: string, path: string): Found[] {
  try {
    return thingsIn(value, stem, path).map(thing => ({ line, ...thing }));
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    const place = item === undefined ? '' : `item ${item}: `;
    return [{ kind: 'skipped', line, reason: `${place}${error.message}` }];
  }
}

/** Which record has which fields; the first that fits reads it. */
function thingsIn(value: unknown, stem: string, path: string): Thing[] {
  const fields = fieldsOf(value);
  if (!fields) throw unreadable('read', 'a record as a JSON object', value);
  const one = episodeIn(fields, stem) ?? profileIn(fields, stem) ?? ratingIn(fields, stem);
  if (one) return [one];
  if (isQuestion(fields))
    return [{ kind: 'question', value: readQuestion(fields, questionFile(path)) }];
  if (isEnvironmentList(fields)) return [{ kind: 'taskSet', value: readEnvironmentList(fields) }];
  if (!isEnvironmentLists(fields)) {
    throw unreadable(
      'read',
      'a record of a known format',
      `one with ${Object.keys(fields).join(', ')}`
    );
  }
  return readEnvironmentLists(fields).map(set => ({ kind: 'taskSet', value: set }));
}

function episodeIn(fields: Fields, stem: string): Thing | undefined {
  if (isEpisodeLog(fields)) return { kind: 'episode', value: readEpisodeLog(fields, stem) };
  if (isHfEpisode(fields)) return { kind: 'episode', value: readHfEpisode(fields) };
  if (!isHumanStudyEpisode(fields)) return undefined;
  return { kind: 'episode', value: readHumanStudyEpisode(fields, stem) };
}

function profileIn(fields: Fields, stem: string): Thing | undefined {
  if (isAgentProfile(fields)) return { kind: 'character', value: readAgentProfile(fields, stem) };
  if (isEnvironmentProfile(fields))
    return { kind: 'task', value: readEnvironmentProfile(fields, stem) };
  if (isEnvAgentCombo(fields)) return { kind: 'casting', value: readEnvAgentCombo(fields, stem) };
  if (!isRelationshipProfile(fields)) return undefined;
  return { kind: 'relationship', value: readRelationshipProfile(fields, stem) };
}

function ratingIn(fields: Fields, stem: string): Thing | undefined {
  if (isAnnotation(fields)) return { kind: 'rating', value: readAnnotation(fields, stem) };
  if (isRatingFile(fields)) return { kind: 'rating', value: readRatingFile(fields) };
  return isRating(fields) ? { kind: 'rating', value: readRating(fields) } : undefined;
}
