import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { readRows, writeWhole, lineOf, type Table } from '../edge/files';
import { readProfile, type Profile } from '../edge/profile';
import { inProject } from '../edge/root';
import { openLedger, type Ledger } from './budget';
import { cutTornLine } from './journal';
import { locked } from './lock';
import { modelsOf, type Models } from './models';
import type { Progress } from './progress';
import { readPrompts, type Prompts } from './prompts';
import { inputsOf, newRunFile, refuseOther, storedRun, type RunFile } from './run-file';
import { defaultSettings, folderName, Settings } from './settings';
import { tables, type FailedItem } from './tables';
import { readWorld, type World } from './world';

/** How a run is carried out; nothing here changes a result. */
export interface RunOptions {
  readonly concurrency: number;
  readonly signal?: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
  /** Said once per notable thing, e.g. a line that a crash cut off. */
  readonly onNotice: (sentence: string) => void;
  readonly now: () => Date;
}
export const defaultOptions: RunOptions = {
  concurrency: 32,
  onProgress: () => undefined,
  onNotice: () => undefined,
  now: () => new Date()
};

/** An open run folder. */
export interface Run {
  readonly folder: string;
  readonly file: RunFile;
  readonly settings: Settings;
  readonly profile: Profile;
  readonly prompts: Prompts;
  readonly world: World;
  readonly models: Models;
  readonly ledger: Ledger;
  readonly options: RunOptions;
  /** The rows of a file, read once. */
  rows<T>(table: Table<T>): readonly T[];
  /** Tells the run what now stands in a file. */
  keepRows<T>(table: Table<T>, rows: readonly T[]): void;
  /** Writes a whole file. */
  writeRows<T>(table: Table<T>, rows: readonly T[]): void;
  /** Replaces what is recorded as failed in a stage. */
  keepFailures(stage: string, failures: readonly Omit<FailedItem, 'stage'>[]): void;
  close(): void;
}

/**
 * Opens a run folder, or makes it: `runs/<name>`, relative to the project's root. Settings that
 * are not given are those of the folder, or the defaults for a new one.
 *
 * Throws: LabError [lab/run] when the folder was made with other settings, models, prompts or data;
 * [lab/lock] when another process is writing it.
 */
export function openRun(
  folder: string | undefined,
  asked: Partial<Settings> = {},
  options: Partial<RunOptions> = {}
): Run {
  const all: RunOptions = { ...defaultOptions, ...options };
  const full = Settings.parse({ ...defaultSettings, ...asked });
  const path = inProject(folder ?? join('runs', folderName(full)));
  const stored = storedRun(path);
  if (stored) refuseOther(path, stored.settings, { ...stored.settings, ...asked });
  const settings = stored?.settings ?? full;
  const profile = readProfile(settings.models);
  const prompts = readPrompts(settings.prompts);
  const world = readWorld();
  const file = newRunFile(settings, profile, prompts, world);
  if (stored) refuseOther(path, inputsOf(stored), inputsOf(file));
  mkdirSync(path, { recursive: true });
  const unlock = locked(path);
  try {
    if (!stored) writeWhole(join(path, 'run.json'), `${JSON.stringify(file, null, 2)}\n`);
    mendFiles(path, all.onNotice);
    return assembled(path, file, { profile, prompts, world, options: all, unlock });
  } catch (error) {
    unlock();
    throw error;
  }
}

function mendFiles(path: string, notice: RunOptions['onNotice']): void {
  for (const { file } of Object.values(tables)) {
    for (const name of [file, join('journal', file)]) {
      const cut = cutTornLine(join(path, name));
      if (cut > 0) notice(`${name}: cut off ${cut} bytes of a line that a crash left unfinished.`);
    }
  }
}

function assembled(
  folder: string,
  file: RunFile,
  parts: Pick<Run, 'profile' | 'prompts' | 'world' | 'options'> & { unlock: () => void }
): Run {
  const { unlock, ...rest } = parts;
  const cache = new Map<string, readonly unknown[]>();
  const ledger = openLedger(folder, rest.options.now);
  const rows = <T>(table: Table<T>): readonly T[] => {
    if (!cache.has(table.file)) cache.set(table.file, readRows(table, join(folder, table.file)));
    return cache.get(table.file) as readonly T[];
  };
  const writeRows = <T>(table: Table<T>, all: readonly T[]) => {
    writeWhole(join(folder, table.file), all.map(row => `${lineOf(table, row)}\n`).join(''));
    cache.set(table.file, all);
  };
  return {
    ...rest,
    folder,
    file,
    settings: file.settings,
    ledger,
    models: modelsOf(rest.profile, folder, () => rows(tables.models), ledger.record),
    rows,
    writeRows,
    keepRows: (table, all) => cache.set(table.file, all),
    keepFailures: (stage, failures) => {
      const others = rows(tables.failures).filter(failure => failure.stage !== stage);
      if (failures.length + rows(tables.failures).length === 0) return;
      writeRows(tables.failures, [...others, ...failures.map(f => ({ stage, ...f }))]);
    },
    close: () => {
      ledger.close();
      unlock();
    }
  };
}
