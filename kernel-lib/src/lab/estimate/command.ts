import { readProfile, type Profile } from '../../edge/profile';
import { inProject } from '../../edge/root';
import { print, printJson } from '../../edge/terminal';
import { estimateOf, type Assumptions, type Plan } from './estimate';
import { measuredIn } from './measured';
import { estimateText, inWords } from './text';
import { importedWorld } from '../import/imported-world';
import { readPrompts } from '../prompts';
import { viewRun, type Run } from '../run';
import { storedRun } from '../run-file';
import { profileFor, promptFilesFor } from '../input-paths';
import { defaultSettings, type Settings } from '../settings';
import { readWorld } from '../world';

/** What an estimate is asked for: of a run that is there, or of one with these settings. */
export interface EstimateWish {
  readonly folder: string | undefined;
  readonly settings: Partial<Settings>;
  readonly assumed: Partial<Assumptions>;
  readonly json: boolean;
}

/** Prints what a run will take; writes nothing and asks nobody. */
export function estimateCommand({ folder, settings, assumed, json }: EstimateWish): void {
  const path = folder === undefined ? undefined : inProject(folder);
  const stored = path === undefined ? undefined : storedRun(path);
  const all = { ...defaultSettings, ...stored?.settings, ...settings };
  const inputs =
    path !== undefined && stored
      ? ([profileFor(path, stored, settings), promptFilesFor(path, stored, settings)] as const)
      : ([readProfile(all.models), all.prompts] as const);
  const plan = planOf(all, path, ...inputs);
  const measured = path !== undefined && stored ? measuredIn(viewRun(path)) : {};
  const estimate = estimateOf(plan, { ...measured, ...assumed });
  const line = { verb: 'estimate', ...estimate, money: estimate.money ?? null };
  if (json) printJson(line);
  else print(`${estimateText(plan, estimate)}\n`);
}

/** What is said before a run that costs money, or that nobody knows the price of: its estimate. */
export function costNote(run: Run): string[] {
  // asked first without the run's own calls: a free run is spared the reading of its ledger
  if (run.options.recording === 'replay' || estimateOf(run).money === 0) return [];
  const estimate = estimateOf(run, measuredIn(run));
  const made = run.ledger.calls();
  const spent = made > 0 ? `; ${made.toLocaleString('en-US')} calls are made` : '';
  return [`The whole run takes ${inWords(estimate)}${spent}; see: npx sotopia-pi estimate.`];
}

function planOf(
  settings: Settings,
  folder: string | undefined,
  profile: Profile,
  promptFiles: Settings['prompts']
): Plan {
  const { taskSet } = settings;
  const isImported = taskSet !== undefined && folder !== undefined;
  return {
    settings,
    profile,
    prompts: readPrompts(promptFiles),
    world: isImported ? importedWorld(folder, taskSet) : readWorld()
  };
}
