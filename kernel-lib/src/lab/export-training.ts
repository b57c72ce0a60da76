import type { ExportFolder } from '../edge/export-folder';
import { overallOf } from '../rating/schema';
import { preferencesOf, toDpo, type Candidate } from '../sft/export-dpo';
import { datasetInfo, toLlamaFactory } from '../sft/export-llama-factory';
import { toOpenAiChat } from '../sft/export-openai-chat';
import { toTrl } from '../sft/export-trl';
import { rowsOf } from '../sft/rows';
import type { Row } from '../sft/schema';
import { seats } from '../episode/schema';
import { judgements } from './export-sources';
import { collections } from './plan';
import type { RunView } from './run';
import { tables } from './tables';

/** Training rows by the set of episodes they come from, each with the name of a file. */
function rowSets(run: RunView): { name: string; rows: Row[] }[] {
  return collections
    .map(({ tag }) => ({
      name: fileName(tag),
      rows: run.rows(tables.rows).filter(row => row.tag === tag)
    }))
    .filter(({ rows }) => rows.length > 0);
}

function fileName(tag: string): string {
  return tag.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}

const notInRows = 'which episode, position and turn a row comes from';

/** Writes a file of training rows for each model, in OpenAI's chat format. Says what was left out. */
export function writeOpenAiChat(out: ExportFolder, run: RunView): string[] {
  for (const { name, rows } of rowSets(run))
    write(out, `${name}.jsonl`, toOpenAiChat(rows), rows.length);
  return [notInRows];
}

/** The same in TRL's prompt-completion format. */
export function writeTrl(out: ExportFolder, run: RunView): string[] {
  for (const { name, rows } of rowSets(run)) write(out, `${name}.jsonl`, toTrl(rows), rows.length);
  return [notInRows];
}

/** The same for LLaMA-Factory, with its list of data sets. */
export function writeLlamaFactory(out: ExportFolder, run: RunView): string[] {
  const sets = rowSets(run).map(set => ({
    ...set,
    name: `sotopia_${set.name.replaceAll('-', '_')}`
  }));
  for (const { name, rows } of sets) write(out, `${name}.json`, toLlamaFactory(rows), rows.length);
  out.write('dataset_info.json', datasetInfo(sets.map(({ name }) => name)), sets.length);
  return [notInRows];
}

/** Writes preferences, one for each task and position whose episodes differ in their goal score. */
export function writeDpo(out: ExportFolder, run: RunView): string[] {
  const judged = judgements(run);
  const leftOut = [`${notInRows}; all turns but each character's first`];
  for (const { tag } of collections) {
    const candidates = run.rows(tables.episodes).flatMap(episode => {
      const rating = episode.tag === tag ? judged.get(episode.id) : undefined;
      if (!rating) return [];
      return seats.flatMap((seat): Candidate[] => {
        const goal = rating.seats[seat].goal?.score;
        const overall = overallOf(rating.seats[seat]);
        if (goal === undefined || overall === undefined) return [];
        const { id, task } = episode;
        return [
          { tag, task: task.id, seat, episode: id, goal, overall, rows: rowsOf(episode, seat) }
        ];
      });
    });
    const preferences = preferencesOf(candidates);
    if (preferences.length === 0) continue;
    write(out, `${fileName(tag)}.jsonl`, toDpo(preferences), preferences.length);
    const other = preferences.filter(({ samePrompt }) => !samePrompt).length;
    if (other > 0)
      leftOut.push(
        `${tag}: of ${other} of ${preferences.length} pairs the rejected prompt, which differs in who talks`
      );
  }
  return leftOut;
}

function write(out: ExportFolder, file: string, texts: Iterable<string>, rows: number): void {
  const growing = out.open(file);
  for (const text of texts) growing.add(text);
  growing.close(rows);
}
