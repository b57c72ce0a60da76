import { UsageError } from '../../base/fail';
import type { ExportFolder } from '../../edge/export-folder';
import { agentTemplate } from '../../episode/prompt';
import { seats } from '../../episode/schema';
import { seatPoints } from '../../selection/rank';
import { preferencesOf, toDpo, type Candidate } from '../../sft/export-dpo';
import { datasetInfo, toLlamaFactory } from '../../sft/export-llama-factory';
import { toOpenAiChat } from '../../sft/export-openai-chat';
import { toTrl } from '../../sft/export-trl';
import { rowsOf } from '../../sft/rows';
import type { Row } from '../../sft/schema';
import type { ControlTokenFilter } from './control-tokens';
import { candidatesOfImports, rowsOfImports, type Making, type RowSet } from './imported';
import type { Writer } from './sources';
import { judgements } from '../judgements';
import { collections } from '../plan';
import { readPrompts } from '../prompts';
import type { RunView } from '../run';
import { promptFilesFor } from '../input-paths';
import { defaultSettings } from '../settings';
import { tables } from '../tables';

const notInRows = 'which episode, position and turn a row comes from';

/** Writes a file of training rows for each set of episodes, in OpenAI's chat format. */
export const writeOpenAiChat: Writer = (out, folder, run, tokens) =>
  writeRows(out, { folder, run, tokens }, 'jsonl', toOpenAiChat);

/** The same in TRL's prompt-completion format. */
export const writeTrl: Writer = (out, folder, run, tokens) =>
  writeRows(out, { folder, run, tokens }, 'jsonl', toTrl);

/** The same for LLaMA-Factory, with its list of data sets. */
export const writeLlamaFactory: Writer = async (out, folder, run, tokens) => {
  const said = await writeRows(out, { folder, run, tokens }, 'json', toLlamaFactory);
  const names = out.files.map(({ file }) => file.replace(/\.json$/, ''));
  out.write('dataset_info.json', datasetInfo(names), names.length);
  return said;
};

interface RowSource {
  readonly folder: string;
  readonly run: RunView | undefined;
  readonly tokens: ControlTokenFilter;
}

async function writeRows(
  out: ExportFolder,
  { folder, run, tokens }: RowSource,
  ending: 'json' | 'jsonl',
  format: (rows: Iterable<Row>) => Iterable<string>
): Promise<string[]> {
  const own = run ? ownRows(run) : [];
  const imported = await rowsOfImports(folder, makingFor(run));
  refuseNothing(run, imported.found, imported.said);
  const name = namesFor(ending === 'json' ? 'sotopia_' : '');
  for (const set of [...own, ...imported.found].filter(({ rows }) => rows.length > 0)) {
    const isImported = imported.found.includes(set);
    const rows = set.rows.map(row => tokens.row(row));
    write(out, `${name(set.tag)}.${ending}`, format(rows), rows.length, isImported);
  }
  const none =
    run && own.length === 0 ? ['rows of the run: it has none yet; `select` writes them'] : [];
  return [notInRows, ...none, ...imported.said];
}

function ownRows(run: RunView): RowSet[] {
  return collections
    .map(({ tag }) => ({ tag, rows: run.rows(tables.rows).filter(row => row.tag === tag) }))
    .filter(({ rows }) => rows.length > 0);
}

/** By a run's own rule and wording; else by the paper's rule for learning from an expert. */
function makingFor(run: RunView | undefined): Making {
  if (!run) return { rule: defaultSettings.bcRule, template: agentTemplate, own: new Set() };
  const { bcRule } = run.settings;
  const own = new Set(run.rows(tables.episodes).map(({ id }) => id));
  return {
    ...{ rule: bcRule, own },
    get template() {
      return readPrompts(promptFilesFor(run.folder, run.file)).agent; // for imported episodes only
    }
  };
}

/** Throws: UsageError [lab/export] when imports are all there is, and nothing can be made of them. */
function refuseNothing(
  run: RunView | undefined,
  found: readonly unknown[],
  said: readonly string[]
): void {
  if (run || found.length > 0) return;
  throw new UsageError('lab/export', {
    expected: 'imported episodes of two, with what each was told and with judge ratings',
    got: said.join('; ') || 'no imported episode',
    todo: 'Import such episodes, or export as sotopia-store, episodelog-jsonl, hf-jsonl or csv.'
  });
}

/** Writes preferences, one for each task and position whose episodes differ in their goal score. */
export const writeDpo: Writer = async (out, folder, run, tokens) => {
  const imported = await candidatesOfImports(folder, makingFor(run));
  refuseNothing(run, imported.found, imported.said);
  const leftOut = [`${notInRows}; all turns but each character's first`, ...imported.said];
  const own = run ? ownCandidates(run) : [];
  if (run && own.length === 0)
    leftOut.push('pairs of the run: no episode to train on is judged yet');
  const name = namesFor('');
  const all = [...own, ...imported.found];
  for (const tag of new Set(all.map(one => one.tag))) {
    const candidates = all.filter(one => one.tag === tag);
    const preferences = preferencesOf(candidates).map(pair => ({
      ...pair,
      prompt: tokens.text(pair.rows[0], pair.prompt),
      chosen: tokens.text(pair.rows[0], pair.chosen),
      rejected: tokens.text(pair.rows[1], pair.rejected)
    }));
    if (preferences.length === 0) leftOut.push(noPairs(tag, candidates));
    else {
      const isImported = !own.some(one => one.tag === tag);
      const file = `${name(tag)}.jsonl`;
      write(out, file, toDpo(preferences), preferences.length, isImported);
    }
    const other = preferences.filter(({ samePrompt }) => !samePrompt).length;
    if (other > 0)
      leftOut.push(
        `${tag}: of ${other} of ${preferences.length} pairs the rejected prompt, which differs in who talks`
      );
  }
  return leftOut;
};

function ownCandidates(run: RunView): Candidate[] {
  const judged = judgements(run);
  const tags = new Set(collections.map(({ tag }) => tag));
  return run
    .rows(tables.episodes)
    .filter(({ tag }) => tags.has(tag))
    .flatMap(episode => {
      const given = judged.get(episode.id)?.seats;
      return seats.flatMap((seat): Candidate[] => {
        const points = seatPoints(given?.[seat]);
        if (!points) return [];
        const { id, tag, task } = episode;
        const rows = rowsOf(episode, seat);
        return [{ tag, task: task.id, seat, episode: id, ...points, rows }];
      });
    });
}

function noPairs(tag: string, candidates: readonly Candidate[]): string {
  const n = new Set(candidates.map(({ episode }) => episode)).size;
  return `${tag}: pairs; of its ${n} judged episodes no two of one task and position differ in goal score and first action`;
}

function write(
  out: ExportFolder,
  file: string,
  texts: Iterable<string>,
  rows: number,
  isImported: boolean
): void {
  const growing = out.open(file);
  for (const text of texts) growing.add(text);
  growing.close(rows, isImported ? rows : 0);
}

const longestName = 80; // characters

/** File names for sets of episodes, each another one. */
function namesFor(before: string): (tag: string) => string {
  const taken = new Set<string>();
  const dash = before === '' ? '-' : '_';
  return tag => {
    const plain = tag
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, dash)
      .slice(0, longestName);
    let name = before + plain;
    for (let n = 2; taken.has(name); n++) name = `${before}${plain}${dash}${n}`;
    taken.add(name);
    return name;
  };
}
