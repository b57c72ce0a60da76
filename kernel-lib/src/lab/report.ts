import { relative } from 'node:path';
import { oneLine, shellWord } from '../base/escape';
import { rehearsalNotice } from '../figure/schema';
import { effectLines } from './effects';
import { emptyText } from './empty-stage';
import { isSmall, smallNotice } from './notices';
import { newerThanScores, nextVerb, verbOf } from './next';
import { contestants } from './plan';
import type { Progress } from './progress';
import type { RunView } from './run';
import { scopeOf } from './settings';
import { spendingLines } from './spending';
import type { GoalScore, Status } from './status';
import { tables } from './tables';

const sourceNames = {
  judge: 'judge',
  simulatedRaters: 'simulated raters',
  people: 'people',
  truth: 'truth'
} as const;

/** What was asked for: the verb, and the profile where one was named. */
export interface Asked {
  readonly verb: string;
  readonly models?: string | undefined;
}

/** What a verb ends with: the table of this run, what it proves, where things lie and what is next. */
export function reportOf(run: RunView, status: Status, asked: Asked = { verb: 'status' }): string {
  const { counts, failed, begun, inBatch } = status;
  const folder = shortPath(run.folder);
  const tried = Object.keys(status.goal).length > 0;
  const lines = [
    Object.entries(counts)
      .map(([name, n]) => `${n} ${name}`)
      .join(' · '),
    ...spendingLines(status.spending),
    ...effectLines(status.effects),
    ''
  ];
  if (tried) lines.push(goalTable(run, status), ...notCounted(run), '');
  if (run.file.simulated) lines.push(`Rehearsal: ${rehearsalNotice}`, '');
  if (isSmall(run.file)) lines.push(smallNotice, '');
  if (begun > 0) lines.push(`${begun} begun and not finished; the next start goes on there.`, '');
  if (inBatch > 0) lines.push(`${inBatch} ratings are under way in a batch.`, '');
  if (failed > 0) {
    const [first] = run.rows(tables.failures);
    lines.push(`${failed} failed; all reasons are in ${folder}/failures.jsonl. The first:`);
    lines.push(`  ${oneLine(first!.reason)}`);
    lines.push(
      `Try again:  ${commandFor(verbOf(first!.stage), run)}${withProfile(run, asked.models)}`,
      ''
    );
  }
  lines.push(`Run folder: ${folder}`);
  if (tried) lines.push(`Figures:    ${folder}/figures/`);
  lines.push(`Next:       ${nextCommand(run, asked, status)}`, '');
  return lines.join('\n');
}

function nextCommand(run: RunView, { verb, models }: Asked, { inBatch }: Status): string {
  const command = (name: string) => `${commandFor(name, run)}${withProfile(run, models)}`;
  if (inBatch > 0) return command('rate --batch');
  const next = nextVerb(run, verb);
  const isDrawn = verb === 'figures' && run.rows(tables.scores).length > 0;
  if (next === undefined || isDrawn) return 'npm run lab';
  const isWhole = ['run', 'status'].includes(verb) && next !== 'tasks';
  return command(isWhole ? 'run' : next);
}

function commandFor(verb: string, run: RunView): string {
  return `npx sotopia-pi ${verb} --run ${commandPath(run.folder)}`;
}

/** A profile that lies elsewhere than when the run began has to be named each time. */
function withProfile({ settings }: RunView, models: string | undefined): string {
  return models === undefined || models === settings.models ? '' : ` --models ${shellWord(models)}`;
}

/** What was rated since the table was made. */
function notCounted(run: RunView): string[] {
  const newer = newerThanScores(run);
  return newer === 0 ? [] : [`Not counted yet: ${newer} rated; ${commandFor('evaluate', run)}`];
}

/** The table behind the paper's Figure 4 for a run, as text. */
export function goalTable(run: RunView, { goal }: Status): string {
  const sources = (['judge', 'simulatedRaters', 'people', 'truth'] as const).filter(source =>
    Object.values(goal).some(scores => scores[source])
  );
  if (sources.length === 0) return 'No model has been tried yet.';
  const { evaluationPairs, repeats } = run.settings;
  const rows = contestants
    .filter(model => goal[model])
    .map(model => [model, ...sources.map(source => cell(goal[model]?.[source]))]);
  const title =
    `Goal score (0 to 10) on ${scopeOf(run.settings)}: ${evaluationPairs} pairs, both seats, ` +
    `${repeats} times each; [95 % interval clustered by task]`;
  return [
    title,
    '',
    ...aligned([['', ...sources.map(source => sourceNames[source])], ...rows])
  ].join('\n');
}

/** One line about how far a stage is. */
export function progressLine(progress: Progress): string {
  const { stage, done, total, failed, perSecond, secondsLeft, cost, workers, finished } = progress;
  const empty = finished && total === 0 ? emptyText(stage) : undefined;
  if (empty !== undefined) return empty;
  const parts = [`${stage}: ${done}/${total}`];
  if (workers !== undefined && !finished)
    parts.push(workers === 1 ? '1 worker' : `${workers} workers`);
  if (failed > 0) parts.push(`${failed} failed`);
  if (perSecond > 0)
    parts.push(`${perSecond < 10 ? perSecond.toFixed(1) : Math.round(perSecond)}/s`);
  if (!finished) parts.push(`${inWords(secondsLeft)} left`);
  parts.push(`cost ${cost.toFixed(2)}`);
  return parts.join(' · ');
}

/**
 * The same for stages that go on at once: what is under way together in one line, and each stage's
 * last word alone.
 */
export function progressLines(): (progress: Progress) => string {
  const lines = new Map<string, string>();
  return progress => {
    const { stage, finished } = progress;
    const line = progressLine(progress);
    lines.set(stage, line);
    const shown = finished ? line : [...lines.values()].join(' | ');
    if (finished) lines.delete(stage);
    return shown;
  };
}

/** Where things lie, as a person would type it from where they stand. */
export function shortPath(path: string): string {
  const short = relative(process.cwd(), path);
  return short === '' ? '.' : short.startsWith('..') ? path : short;
}

/** The path as one word of a command that a person copies into a shell. */
export function commandPath(path: string): string {
  const short = shortPath(path);
  return shellWord(short.startsWith('-') ? `./${short}` : short);
}

function cell(score: GoalScore | undefined): string {
  if (!score) return '';
  if (score.mean === null) return `none rated (${score.unrated} unrated)`;
  const interval =
    score.low === null || score.high === null
      ? '[no interval]'
      : `[${score.low.toFixed(2)}, ${score.high.toFixed(2)}]`;
  const unrated = score.unrated > 0 ? `, ${score.unrated} unrated` : '';
  return `${score.mean.toFixed(2)} ${interval} n=${score.n}${unrated}`;
}

function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map(row => row[column]!.length)));
  return rows.map(row =>
    row
      .map((text, i) => text.padEnd(widths[i]! + 2))
      .join('')
      .trimEnd()
  );
}

function inWords(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
