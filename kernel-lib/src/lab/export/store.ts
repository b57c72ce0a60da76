import { shortDigest } from '../../base/id';
import { jsonLine } from '../../base/json';
import { isFileName } from '../../edge/export-folder';
import { toAgentProfile } from '../../interop/agent-profile';
import { toAnnotation } from '../../interop/annotation';
import { toEnvAgentCombo } from '../../interop/env-agent-combo';
import { toEnvironmentList } from '../../interop/environment-list';
import { toEnvironmentProfile } from '../../interop/environment-profile';
import { toEpisodeLog } from '../../interop/episode-log';
import { joinedInOne } from '../../interop/from-episode';
import { joinedReasons } from '../../interop/joined-reasons';
import { toRelationshipProfile } from '../../interop/relationship-profile';
import type { ImportedRating } from '../../interop/schema';
import { importedRows, loggedEpisodes, saidOfTwice, type Writer } from './sources';
import { importedTables } from '../import/imported';
import type { RunView } from '../run';
import { taskOf, tables } from '../tables';
import { readWorld } from '../world';

/** A record on its way into a store: its class, its key and its fields. */
interface Stored {
  readonly kind: string;
  readonly id: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly isImported?: boolean;
}

/**
 * Writes what sotopia 0.1.5 reads with `SOTOPIA_STORAGE_BACKEND=local`: a folder for each class, a
 * file for each record. Says what was left out.
 *
 * Source: Sotopia `sotopia/database/storage_backend.py`, LocalJSONBackend.
 */
export const writeStore: Writer = async (out, folder, run, tokens) => {
  const leftOut: string[] = [];
  const written = new Map<string, string>();
  for await (const { kind, id, fields, isImported } of recordsOf(folder, run, leftOut)) {
    const file = `${kind}/${id}.json`;
    const text = jsonLine(tokens.record(id, fields), 2);
    const isSame = written.get(file) === shortDigest(text);
    if (!isFileName(id))
      leftOut.push(`${kind} ${JSON.stringify(id)}: its id cannot be a file's name`);
    else if (!written.has(file)) out.write(file, text, 1, isImported ? 1 : 0);
    else if (!isSame) leftOut.push(`imported ${kind} ${id}: the run has another one of this id`);
    if (!written.has(file)) written.set(file, shortDigest(text));
  }
  return leftOut;
};

async function* recordsOf(
  folder: string,
  run: RunView | undefined,
  leftOut: string[]
): AsyncGenerator<Stored> {
  if (run) yield* ownProfiles(run);
  yield* importedProfiles(folder);
  const twice: string[] = [];
  for await (const { episode, isImported } of loggedEpisodes(folder, run, twice)) {
    yield { kind: 'EpisodeLog', id: episode.id, fields: toEpisodeLog(episode), isImported };
  }
  leftOut.push(...saidOfTwice(twice));
  let isJoined = false;
  for await (const { rating, isImported } of ratingsOf(folder, run)) {
    const fields = toAnnotation(rating);
    isJoined ||= joinedReasons(rating.seats) !== '';
    if (fields) yield { kind: 'AnnotationForEpisode', id: rating.id, fields, isImported };
    else leftOut.push(`rating ${rating.id}: some of its seven scores are missing`);
  }
  if (isJoined && !run) leftOut.push(joinedInOne); // of a run's, it is said anyway
}

async function* ratingsOf(
  folder: string,
  run: RunView | undefined
): AsyncGenerator<{ readonly rating: ImportedRating; readonly isImported: boolean }> {
  for (const rating of run?.rows(tables.ratings) ?? []) {
    // the judge's stand in the logs
    if (rating.rater.kind !== 'judge') yield { rating, isImported: false };
  }
  for await (const rating of importedRows(folder, importedTables.ratings)) {
    yield { rating, isImported: true };
  }
}

function* ownProfiles(run: RunView): Generator<Stored> {
  const { people } = readWorld();
  for (const casting of run.rows(tables.castings)) {
    yield { kind: 'EnvAgentComboStorage', id: casting.id, fields: toEnvAgentCombo(casting) };
  }
  const used = new Set(run.rows(tables.castings).map(({ relationship }) => relationship));
  for (const one of people.relationships.filter(({ id }) => used.has(id))) {
    yield { kind: 'RelationshipProfile', id: one.id, fields: toRelationshipProfile(one) };
  }
  for (const task of run.rows(tables.tasks)) {
    yield { kind: 'EnvironmentProfile', id: task.id, fields: toEnvironmentProfile(taskOf(task)) };
  }
  for (const one of run.rows(tables.episodes).flatMap(({ cast }) => cast)) {
    yield { kind: 'AgentProfile', id: one.id, fields: toAgentProfile(one) };
  }
}

const imported = { isImported: true };

async function* importedProfiles(folder: string): AsyncGenerator<Stored> {
  for await (const one of importedRows(folder, importedTables.characters)) {
    yield { ...imported, kind: 'AgentProfile', id: one.id, fields: toAgentProfile(one) };
  }
  for await (const one of importedRows(folder, importedTables.tasks)) {
    yield {
      ...imported,
      kind: 'EnvironmentProfile',
      id: one.id,
      fields: toEnvironmentProfile(one)
    };
  }
  for await (const one of importedRows(folder, importedTables.relationships)) {
    yield {
      ...imported,
      kind: 'RelationshipProfile',
      id: one.id,
      fields: toRelationshipProfile(one)
    };
  }
  for await (const one of importedRows(folder, importedTables.castings)) {
    yield { ...imported, kind: 'EnvAgentComboStorage', id: one.id, fields: toEnvAgentCombo(one) };
  }
  for await (const one of importedRows(folder, importedTables.taskSets)) {
    const fields = toEnvironmentList(one);
    yield { ...imported, kind: 'EnvironmentList', id: String(fields.pk), fields };
  }
}
