import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Recording } from '../edge/chat/recorded';
import { writeWhole, lineOf, type Table } from '../edge/files';
import type { Profile } from '../edge/profile';
import { inProject } from '../edge/root';
import { keepBudget, ledgerTotals, openLedger, type Budget, type Ledger } from './budget';
import { cachedRows } from './cached-rows';
import { cutTornLine } from '../edge/torn-line';
import { pathsIn, rememberPaths } from './input-paths';
import { locked, waitNotice } from './lock';
import { modelsOf, type Models } from './models';
import type { Progress } from './progress';
import type { Prompts } from './prompts';
import { existingRun, type RunFile } from './run-file';
import { checkedInputs } from './run-inputs';
import { folderName, fullSettings, type Settings } from './settings';
import { noticesOf } from './notices';
import { closeEarlier, forget, optionsHere, remember } from './surroundings';
import { tables, type FailedItem } from './tables';
import type { World } from './world';

/** How a run is carried out; nothing here changes a result. */
export interface RunOptions {
  /** Items under way at once; calls to one server are limited by what it bears as well. */
  readonly concurrency: number;
  readonly budget: Budget;
  /** Which calls are kept in the store of recorded calls, or whether only these are used. */
  readonly recording: Recording;
  /** Addresses that keys may be sent to, such as `https://models.example.org`; remembered. */
  readonly trustServers?: readonly string[];
  /** Asks the user a question before a key goes to a new address; without it, that is refused. */
  readonly confirm?: (question: string) => Promise<boolean>;
  readonly signal?: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
  /** Said once per notable thing, e.g. a line that a crash cut off. */
  readonly onNotice: (sentence: string) => void;
  readonly now: () => Date;
}
export const defaultOptions: RunOptions = {
  concurrency: 32,
  budget: {},
  recording: 'repeatable',
  onProgress: () => undefined,
  onNotice: () => undefined,
  now: () => new Date()
};

/** A run folder to look into. */
export interface RunView {
  readonly folder: string;
  readonly file: RunFile;
  readonly settings: Settings;
  readonly ledger: Pick<Ledger, 'calls' | 'cost' | 'totals'>;
  /** The rows of a file, read once. */
  rows<T>(table: Table<T>): readonly T[];
}

/** A run folder that is open for work. */
export interface Run extends RunView {
  readonly profile: Profile;
  readonly prompts: Prompts;
  readonly world: World;
  readonly models: Models;
  readonly ledger: Ledger;
  readonly options: RunOptions;
  /** Tells the run what now stands in a file. */
  keepRows<T>(table: Table<T>, rows: readonly T[]): void;
  /** Writes a whole file. */
  writeRows<T>(table: Table<T>, rows: readonly T[]): void;
  /** Replaces what is recorded as failed in a stage. */
  keepFailures(stage: string, failures: readonly Omit<FailedItem, 'stage'>[]): void;
  close(): void;
}

/**
 * Looks into a run folder, also while another process works in it; writes nothing.
 *
 * Throws: UsageError [lab/run-file] when there is no run.
 */
export function viewRun(folder: string): RunView {
  const path = inProject(folder);
  const file = existingRun(path);
  const { rows } = cachedRows(path, file);
  return { folder: path, file, settings: file.settings, ledger: ledgerTotals(path), rows };
}

/**
 * Opens a run folder, or makes it: `runs/<name>`, relative to the project's root. Settings that
 * are not given are those of the folder, or the defaults for a new one.
 *
 * Throws: LabError [lab/settings] for a setting that there is not; [lab/run-file] when the folder was
 * made with other settings, models, prompts or data;
 * [lab/servers] when a new run's models are not served any more; [lab/lock] when another process is
 * writing it.
 */
export function openRun(
  folder: string | undefined,
  asked: Partial<Settings> = {},
  options: Partial<RunOptions> = {}
): Run {
  const closing = new AbortController();
  const all = optionsHere(defaultOptions, options, closing.signal);
  const path = inProject(folder || join('runs', folderName(fullSettings(asked))));
  const check = () => checkedInputs(path, asked, all);
  const before = check(); // a wrong argument fails before anything is written
  mkdirSync(path, { recursive: true });
  closeEarlier(path);
  const unlock = locked(path, {
    onWait: (holder, ms) => all.onNotice(waitNotice(holder, ms))
  });
  const end = () => {
    closing.abort(new Error('the run was closed'));
    forget(path);
    unlock();
  };
  try {
    // Another process may have made the run meanwhile.
    const { file, isNew, ...inputs } = before.isNew ? check() : before;
    if (isNew) writeWhole(join(path, 'run.json'), `${JSON.stringify(file, null, 2)}\n`);
    rememberPaths(path, file.id, pathsIn(isNew ? file.settings : asked));
    mendFiles(path, all.onNotice);
    keepBudget(path, all.budget);
    for (const notice of noticesOf(file, inputs.prompts)) all.onNotice(notice);
    return remember(assembled(path, file, { ...inputs, options: all, unlock: end }));
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
  const { rows, keep, clear } = cachedRows(folder, file);
  const ledger = openLedger(folder, rest.options.budget, rest.options.now);
  let isClosed = false;
  const writeRows = <T>(table: Table<T>, all: readonly T[]) => {
    writeWhole(join(folder, table.file), all.map(row => `${lineOf(table, row)}\n`).join(''));
    keep(table, all);
  };
  return {
    ...rest,
    folder,
    file,
    settings: file.settings,
    ledger,
    models: modelsOf(rest.profile, folder, () => rows(tables.models), ledger, rest.options),
    rows,
    writeRows,
    keepRows: keep,
    keepFailures: (stage, failures) => {
      const others = rows(tables.failures).filter(failure => failure.stage !== stage);
      if (failures.length + rows(tables.failures).length === 0) return;
      writeRows(tables.failures, [...others, ...failures.map(f => ({ stage, ...f }))]);
    },
    close: () => {
      if (isClosed) return;
      isClosed = true;
      clear(); // a notebook's variable keeps the run
      try {
        ledger.close();
      } finally {
        unlock();
      }
    }
  };
}
