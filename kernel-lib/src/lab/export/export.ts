import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { jsonLine } from '../../base/json';
import { ExportFolder, type ExportedFile } from '../../edge/export-folder';
import { inProject } from '../../edge/root';
import { runFolder } from '../run-folder';
import { version } from '../../edge/version';
import { toEpisodeLog } from '../../interop/episode-log';
import { notInLogs } from '../../interop/from-episode';
import { toHfEpisode } from '../../interop/hf-episode';
import type { ImportedEpisode } from '../../interop/schema';
import { ControlTokenFilter, type ControlTokenMode, type ControlTokenRow } from './control-tokens';
import { writeCsv } from './csv';
import { loggedEpisodes, saidOfTwice, type Writer } from './sources';
import { writeStore } from './store';
import { writeDpo, writeLlamaFactory, writeOpenAiChat, writeTrl } from './training';
import { importedSources } from '../import/source';
import { importedTables, type ImportedTables } from '../import/imported';
import { viewRun, type RunView } from '../run';

/** What an export did. */
export interface ExportReport {
  readonly folder: string;
  readonly files: readonly ExportedFile[];
  /** What the format has no place for, or what could not be written; one sentence each. */
  readonly leftOut: readonly string[];
  /** The rows whose texts have control tokens of chat templates. */
  readonly controlTokens: readonly ControlTokenRow[];
  /** What is said of control tokens; empty where there are none. */
  readonly controlTokenLines: readonly string[];
}

export interface ExportOptions {
  /** Where to; by default `exports/<format>` in the run folder. */
  readonly to?: string | undefined;
  /** What is done with control tokens of chat templates in texts. @default 'escape' */
  readonly controlTokens?: ControlTokenMode | undefined;
}

const writers = {
  'sotopia-store': async (out, folder, run, tokens) => [
    ...(run ? notInLogs : []),
    ...(await writeStore(out, folder, run, tokens))
  ],
  'episodelog-jsonl': logWriter(toEpisodeLog),
  'hf-jsonl': logWriter(toHfEpisode),
  'openai-chat': writeOpenAiChat,
  trl: writeTrl,
  'llama-factory': writeLlamaFactory,
  dpo: writeDpo,
  csv: writeCsv
} as const satisfies Record<string, Writer>;

/** A format that a run can be exported as. */
export type ExportFormat = keyof typeof writers;
export const exportFormats = Object.keys(writers).filter(isFormat);

function isFormat(name: string): name is ExportFormat {
  return name in writers;
}

/**
 * Writes a run folder in another tool's format, by default to `<run>/exports/<format>`, with a
 * `provenance.json` that says what it was made from, by the run and by imports, and what the format
 * has no place for.
 *
 * Throws: UsageError [lab/export] when nothing that was imported can be trained on, or when control
 * tokens of chat templates are found and are to be refused;
 * [edge/export-folder] when the folder has something that no export wrote
 */
export async function exportRun(
  folder: string,
  format: ExportFormat,
  { to, controlTokens: mode }: ExportOptions = {}
): Promise<ExportReport> {
  const path = runFolder(folder);
  const run =
    existsSync(join(path, 'run.json')) || !existsSync(join(path, 'imported'))
      ? viewRun(path)
      : undefined;
  const out = new ExportFolder(to === undefined ? join(path, 'exports', format) : inProject(to));
  const tokens = new ControlTokenFilter(mode);
  const said = await writtenOrDiscarded(out, async () => {
    const found = await writers[format](out, path, run, tokens);
    if (tokens.isRefused) throw tokens.refusal();
    return found;
  });
  const leftOut = [...said, ...besides(path, withoutFormat)];
  const imported = importedSources(path).map(({ id: _, ...source }) => source);
  const controlTokens = tokens.rows;
  const found = controlTokens.length > 0 && {
    controlTokens: { mode: tokens.mode, rows: controlTokens }
  };
  out.finish({ version: 1, format, ...provenanceOf(run), imported, leftOut, ...found });
  return {
    folder: out.path,
    files: out.files,
    leftOut,
    controlTokens,
    controlTokenLines: tokens.lines()
  };
}

/** What a writer says; the files of an export that fails are removed, an earlier export stays. */
async function writtenOrDiscarded(
  out: ExportFolder,
  write: () => Promise<string[]>
): Promise<string[]> {
  try {
    return await write();
  } catch (error) {
    out.discard();
    throw error;
  }
}

/** What an export says of the run it comes from; what was imported has nothing to do with it. */
function provenanceOf(run: RunView | undefined): Record<string, unknown> {
  const madeBy = { 'sotopia-pi': version() };
  if (!run) return { madeBy, run: null };
  const { id, settings, models, prompts, world, simulated, versions } = run.file;
  return { madeBy, run: id, simulated, settings, models, prompts, world, versions };
}

function logWriter(toRecord: (episode: ImportedEpisode) => object): Writer {
  return async (out, folder, run, tokens) => {
    const growing = out.open('episodes.jsonl');
    const twice: string[] = [];
    let n = 0;
    let imported = 0;
    for await (const { episode, isImported } of loggedEpisodes(folder, run, twice)) {
      growing.add(`${jsonLine(tokens.record(episode.id, toRecord(episode)))}\n`);
      n++;
      if (isImported) imported++;
    }
    growing.close(n, imported);
    return [...(run ? notInLogs : []), ...saidOfTwice(twice), ...besides(folder, profiles)];
  };
}

const profiles = [
  'characters',
  'tasks',
  'relationships',
  'castings',
  'taskSets',
  'ratings'
] as const;
const withoutFormat = ['inspirations', 'questions'] as const;

/** What was imported and is not in the files. */
function besides(folder: string, kinds: readonly (keyof ImportedTables)[]): string[] {
  const there = kinds.filter(kind => existsSync(join(folder, importedTables[kind].file)));
  return there.length === 0 ? [] : [`imported ${there.join(', ')}`];
}
