import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ExportFolder, type ExportedFile } from '../edge/export-folder';
import { inProject } from '../edge/root';
import { version } from '../edge/version';
import { toEpisodeLog } from '../interop/episode-log';
import { notInLogs } from '../interop/from-episode';
import { toHfEpisode } from '../interop/hf-episode';
import type { ImportedEpisode } from '../interop/schema';
import { writeCsv } from './export-csv';
import { loggedEpisodes, required } from './export-sources';
import { writeStore } from './export-store';
import { writeDpo, writeLlamaFactory, writeOpenAiChat, writeTrl } from './export-training';
import { viewRun, type RunView } from './run';

/** What an export did. */
export interface ExportReport {
  readonly folder: string;
  readonly files: readonly ExportedFile[];
  /** What the format has no place for, or what could not be written; one sentence each. */
  readonly leftOut: readonly string[];
}

type Writer = (
  out: ExportFolder,
  folder: string,
  run: RunView | undefined
) => string[] | Promise<string[]>;

const ofRun =
  (write: (out: ExportFolder, run: RunView) => string[]): Writer =>
  (out, folder, run) =>
    write(out, required(run, folder));

const writers = {
  'sotopia-store': async (out, folder, run) => [
    ...(run ? notInLogs : []),
    ...(await writeStore(out, folder, run))
  ],
  'episodelog-jsonl': (out, folder, run) =>
    writeLogs(out, 'episodes.jsonl', folder, run, toEpisodeLog),
  'hf-jsonl': (out, folder, run) => writeLogs(out, 'episodes.jsonl', folder, run, toHfEpisode),
  'openai-chat': ofRun(writeOpenAiChat),
  trl: ofRun(writeTrl),
  'llama-factory': ofRun(writeLlamaFactory),
  dpo: ofRun(writeDpo),
  csv: ofRun(writeCsv)
} as const satisfies Record<string, Writer>;

/** A format that a run can be exported as. */
export type ExportFormat = keyof typeof writers;
export const exportFormats = Object.keys(writers).filter(isFormat);

function isFormat(name: string): name is ExportFormat {
  return name in writers;
}

/**
 * Writes a run folder in another tool's format, by default to `<run>/exports/<format>`, with a
 * `provenance.json` that says what it was made from and what the format has no place for.
 *
 * Throws: LabError [lab/export] when the format needs a run of our own;
 * [edge/export-folder] when the folder has something that no export wrote
 */
export async function exportRun(
  folder: string,
  format: ExportFormat,
  to?: string
): Promise<ExportReport> {
  const path = inProject(folder);
  const run =
    existsSync(join(path, 'run.json')) || !existsSync(join(path, 'imported'))
      ? viewRun(path)
      : undefined;
  const out = new ExportFolder(to === undefined ? join(path, 'exports', format) : inProject(to));
  const leftOut = await writers[format](out, path, run);
  out.finish({ version: 1, format, ...provenanceOf(run), leftOut });
  return { folder: out.path, files: out.files, leftOut };
}

/** What an export says of where it comes from. */
function provenanceOf(run: RunView | undefined): Record<string, unknown> {
  const madeBy = { 'sotopia-pi': version() };
  if (!run) return { madeBy, run: null };
  const { id, settings, models, prompts, world, simulated, versions } = run.file;
  return { madeBy, run: id, simulated, settings, models, prompts, world, versions };
}

async function writeLogs(
  out: ExportFolder,
  file: string,
  folder: string,
  run: RunView | undefined,
  toRecord: (episode: ImportedEpisode) => object
): Promise<string[]> {
  const growing = out.open(file);
  let n = 0;
  for await (const episode of loggedEpisodes(folder, run)) {
    growing.add(`${JSON.stringify(toRecord(episode))}\n`);
    n++;
  }
  growing.close(n);
  return run ? [...notInLogs] : [];
}
