import { InvalidArgumentError, Option, type Command } from 'commander';
import { isWeights } from './edge/local/profile';
import { UsageError } from './base/fail';
import { cacheCommand } from './lab/cache-command';
import { estimateCommand } from './lab/estimate/command';
import { modelsCommand, type ModelsFlags } from './lab/models-command';
import { handedOutAtOnce } from './lab/queue/play';
import type { RunOptions } from './lab/run';
import { defaultSettings, type Settings } from './lab/settings';

/** What a user gave on the command line for a run; what is left out is absent. */
export type Flags = Partial<Settings> & {
  readonly run?: string;
  readonly gguf?: string;
  readonly batch?: true;
  readonly queue?: string | true;
  readonly json?: true;
  readonly concurrency?: number;
  readonly budget?: number;
  readonly maxCalls?: number;
  readonly cache?: 'off' | 'repeatable' | 'all';
  readonly replay?: true;
  readonly agentPrompt?: string;
  readonly judgePrompt?: string;
  readonly writerPrompt?: string;
  readonly trustServer?: readonly string[];
};

/** The same sorted by what it is about: which folder, what is made, how it is carried out. */
export interface Wishes {
  readonly folder: string | undefined;
  readonly settings: Partial<Settings>;
  readonly options: Partial<RunOptions>;
}

/** Sorts the flags of a command. */
export function wishesOf(flags: Flags): Wishes {
  const { run: folder, json: _, batch: __, concurrency, budget, maxCalls, ...given } = flags;
  const { cache, replay, gguf, queue, trustServer, ...others } = given;
  checkWeights(gguf, given.models);
  const { agentPrompt, judgePrompt, writerPrompt, ...settings } = others;
  const prompts = {
    ...(agentPrompt && { agent: agentPrompt }),
    ...(judgePrompt && { judge: judgePrompt }),
    ...(writerPrompt && { writer: writerPrompt })
  };
  return {
    folder,
    settings: {
      ...settings,
      ...(gguf !== undefined && { models: gguf }),
      ...(Object.keys(prompts).length > 0 && { prompts })
    },
    options: {
      ...((concurrency ?? queue) && { concurrency: concurrency ?? handedOutAtOnce }),
      ...(cache && { recording: cache }),
      ...(replay && { recording: 'replay' as const }),
      ...(trustServer && { trustServers: trustServer }),
      budget: { ...(budget && { money: budget }), ...(maxCalls && { calls: maxCalls }) }
    }
  };
}

/** Adds every setting to a command as an option; what is left out is the folder's own, or the default. */
export function withSettings(command: Command): Command {
  const { tasks, pairs, repeats, evaluationPairs, models, seed } = defaultSettings;
  return withStore(withManners(command))
    .option(...trustOption)
    .option('--run <dir>', 'the run folder; by default named after the settings, under runs/')
    .option('--models <profile>', `a profile's name or file (default: ${models})`)
    .option('--gguf <file>', 'with --models local: the model, a GGUF file', weightsFile)
    .option('--seed <n>', `the seed of every random choice (default: ${seed})`, whole(0))
    .option('--inspirations <file>', 'a corpus file to write tasks from, in a published format')
    .option('--tasks <n>', `new tasks in each training round (default: ${tasks})`, whole(1))
    .option('--pairs <n>', `character pairs for each of them (default: ${pairs})`, whole(1))
    .option('--repeats <n>', `times each trial is played (default: ${repeats})`, whole(1))
    .option('--evaluation-pairs <n>', `pairs of a trial (default: ${evaluationPairs})`, whole(1))
    .addOption(
      new Option('--evaluation-tasks <which>', 'to try on (default: hard)').choices(['hard', 'all'])
    )
    .option('--task-set <name>', 'an imported task set to try on instead (see import)')
    .option('--occupations', 'cast by occupation as well, where a task asks for it')
    .option('--budget <money>', 'stop when the run has cost this much', amount)
    .option('--max-calls <n>', 'stop when the run has made this many calls', whole(1))
    .option('--concurrency <n>', 'items under way at once (default: 32)', whole(1))
    .option('--json', 'end with one line of JSON');
}

/** Adds the way to rate in bulk. */
export function withBatch(command: Command): Command {
  return command.option(
    '--batch',
    'in bulk: hand in files of requests, and collect what earlier ones brought'
  );
}

/** Adds the way to where episodes meet workers. */
export function withQueue(command: Command): Command {
  return command.option('--queue [url]', 'a Redis where workers are (default: SOTOPIA_PI_QUEUE)');
}

/** How talks go and how models are asked. */
function withManners(command: Command): Command {
  return command
    .addOption(
      new Option('--rules <set>', 'when talks end (default: clean)').choices(['clean', 'published'])
    )
    .option(
      '--max-attempts <n>',
      'how often a model is asked for a usable reply (default: 5)',
      whole(1)
    )
    .addOption(
      new Option(
        '--invalid-replies <as>',
        'as published, what is no action counts as silence and is marked so (default: it waits)'
      ).choices(['silence'])
    )
    .option('--agent-prompt <file>', 'your own wording of the agents’ prompt')
    .option('--judge-prompt <file>', 'your own wording of the judge’s prompt')
    .option('--writer-prompt <file>', 'your own wording of the task writer’s prompt');
}

/** Which calls are recorded, and whether only recorded ones are used. */
function withStore(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--cache <calls>',
        'which replies are kept and used again (default: repeatable, those at temperature 0)'
      ).choices(['off', 'repeatable', 'all'])
    )
    .addOption(new Option('--replay', 'ask no server: use recorded calls only').conflicts('cache'));
}

/** The option by which a user allows keys for addresses. */
export const trustOption = ['--trust-server <url...>', 'addresses that keys may go to'] as const;

type EstimateFlags = Flags & { readonly turns?: number; readonly secondsPerCall?: number };

/** Adds the verbs that are about models and what they cost; `failed` is told of a finding. */
export function addModelVerbs(program: Command, failed: () => void): void {
  program
    .command('models')
    .option(...trustOption)
    .description('ask every model of a profile what a run asks of it, and say what can be used')
    .option('--models <profile>', "a profile's name or file", defaultSettings.models)
    .option('--gguf <file>', 'with --models local: the model, a GGUF file', weightsFile)
    .option('--json', 'end with one line of JSON')
    .action(async ({ gguf, ...flags }: ModelsFlags & { readonly gguf?: string }) => {
      if (!(await modelsCommand({ ...flags, models: gguf ?? flags.models }))) failed();
    });
  program
    .command('cache')
    .description('list the recorded calls, or remove some')
    .option('--prune', 'remove those that the other options name')
    .option('--all', 'all of them')
    .option('--model <name>', 'those of one model')
    .option('--older-than <days>', 'those older than so many days', whole(0))
    .option('--json', 'end with one line of JSON')
    .action(cacheCommand);
  withSettings(program.command('estimate'))
    .description('say what a run will take in calls, tokens, money and time; asks nobody')
    .option('--turns <n>', 'turns of an episode (default: as many as the rules allow)', whole(1))
    .option('--seconds-per-call <s>', 'what a call takes (default: 2)', amount)
    .action(({ turns, secondsPerCall, ...flags }: EstimateFlags) => {
      const { folder, settings } = wishesOf(flags);
      const assumed = { ...(turns && { turns }), ...(secondsPerCall && { secondsPerCall }) };
      estimateCommand({ folder, settings, assumed, json: flags.json ?? false });
    });
}

/** A parser for whole numbers from `least` to `most`. */
export function whole(least: number, most = Number.MAX_SAFE_INTEGER): (text: string) => number {
  const upTo = most < Number.MAX_SAFE_INTEGER ? ` and at most ${most}` : '';
  return text => {
    const n = Number(text);
    if (/^\d+$/.test(text) && n >= least && n <= most) return n;
    throw new InvalidArgumentError(`Expected a whole number of at least ${least}${upTo}.`);
  };
}

function checkWeights(gguf: string | undefined, models: string | undefined): void {
  if (gguf === undefined || models === undefined || models === 'local') return;
  throw new UsageError('edge/profile', {
    expected: '--models local with --gguf',
    got: models,
    todo: 'Leave one of the two out; in a profile of your own, "gguf" stands beside "baseUrl".'
  });
}

function weightsFile(path: string): string {
  if (isWeights(path)) return path;
  throw new InvalidArgumentError('Expected a file whose name ends in .gguf.');
}

function amount(text: string): number {
  if (/^\d+(\.\d+)?$/.test(text) && Number(text) > 0) return Number(text);
  throw new InvalidArgumentError('Expected an amount such as 5 or 0.50.');
}
