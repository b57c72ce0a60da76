import { join } from 'node:path';
import { Argument, Command, CommanderError, Option } from 'commander';
import { shellWord } from './base/escape';
import { messageOf } from './base/fail';
import { addModelVerbs, whole, wishesOf, type Flags } from './cli-options';
import { trustOption, withBatch, withQueue, withSettings } from './cli-options';
import { queueAddress } from './edge/queue/address';
import { inProject } from './edge/root';
import { terminalQuestion } from './edge/question';
import { print, printError, printJson, statusLine, warn } from './edge/terminal';
import { version } from './edge/version';
import { rateInBatch } from './lab/batch/batch';
import { drawFigures } from './lab/draw';
import { evaluateModels } from './lab/evaluate';
import { costNote } from './lab/estimate/command';
import { exitCodeOf, exitCodes, sentenceOf } from './lab/exit-codes';
import { exportFormats } from './lab/export/export';
import { controlTokenOption, exportCommand } from './lab/export/command';
import { corpusNames, fetchCommand } from './lab/import/fetch-command';
import { importCommand } from './lab/import/command';
import { importedStatusCommand, isOnlyImported } from './lab/import/imported-status';
import { runLine } from './lab/line';
import { playEpisodes } from './lab/play';
import { playByQueue } from './lab/queue/play';
import { rateEpisodes } from './lab/rate';
import { commandPath, progressLines, reportOf, shortPath } from './lab/report';
import { openRun, viewRun, type Run, type RunView } from './lab/run';
import { existingRun } from './lab/run-file';
import { selectEpisodes } from './lab/select';
import { serveRehearsal } from './lab/serve-rehearsal';
import { defaultSettings, folderName, type Settings } from './lab/settings';
import { statusOf } from './lab/status';
import { trainModels } from './lab/train';
import { workerCommand, type WorkerFlags } from './lab/queue/worker-command';
import { writeTasks } from './lab/write-tasks';

const verbs: readonly (readonly [name: string, about: string, verb: (run: Run) => unknown])[] = [
  ['run', 'the whole line: tasks, talk, ratings, training, trials, figures', runLine],
  ['tasks', 'write tasks from inspirations and cast them', writeTasks],
  ['play', 'play every episode whose players are there', playEpisodes],
  ['rate', 'rate every episode that lacks a rating', rateEpisodes],
  ['select', 'choose what to train on and write the training rows', selectEpisodes],
  ['train', 'train every model whose rows are there', trainModels],
  ['evaluate', 'score every model that has been tried', evaluateModels],
  ['figures', 'draw the figures', drawFigures]
];

const program = new Command('sotopia-pi')
  .description('Sotopia-π: trains socially intelligent language agents, stage by stage.')
  .version(version())
  .exitOverride()
  .configureOutput({ writeOut: text => print(text), writeErr: warn })
  .showHelpAfterError('(--help lists what there is.)');

for (const [name, about, verb] of verbs) {
  const command = withSettings(program.command(name).description(about));
  if (name === 'rate') withBatch(command);
  if (name === 'play') withQueue(command);
  command.action((flags: Flags) => carriedOut(name, wayOf(verb, flags), flags));
}
withSettings(program.command('status').description('say what stands in a run folder')).action(
  (flags: Flags) => {
    const { folder, settings } = wishesOf(flags);
    if (folder !== undefined && isOnlyImported(folder)) {
      return importedStatusCommand(folder, flags.json ?? false);
    }
    const view = viewRun(folder ?? nameOf(settings));
    tell('status', view, flags);
  }
);
program
  .command('setup')
  .description('prepare this folder: packages, Python environment, build, kernel')
  .option('--local', 'instead, what runs models in this process (85 MB, into your cache)')
  .action(() => undefined); // done by setup/sotopia-pi.mjs before anything is loaded
addModelVerbs(program, () => void (process.exitCode = exitCodes.failed));
program
  .command('fetch')
  .description('download a published data set into your cache, its licence first')
  .addArgument(new Argument('<name>', 'the data set').choices(corpusNames))
  .option('--to <dir>', 'another folder than your cache')
  .option('--mirror <url>', 'an address that has the files by their names')
  .option('--json', 'end with one line of JSON')
  .action(fetchCommand);
program
  .command('import <path...>')
  .description('read corpora, profiles, episodes, ratings or questions of any known format')
  .requiredOption('--run <dir>', 'the run folder to keep them in, beside its own files')
  .option('--except <file...>', 'files of inspirations that must not inspire a task')
  .option('--json', 'end with one line of JSON')
  .action(importCommand);
program
  .command('export')
  .description('write a run folder in the format of another tool')
  .requiredOption('--run <dir>', 'the run folder')
  .addOption(new Option('--as <format>', 'the format').choices(exportFormats).makeOptionMandatory())
  .option('--out <dir>', 'where to; by default exports/<format> in the run folder')
  .addOption(controlTokenOption)
  .option('--json', 'end with one line of JSON')
  .action(exportCommand);
program
  .command('rehearsal')
  .description('serve the embedded models to any OpenAI client on this machine')
  .option('--port <n>', 'the port on the loopback interface', whole(0, 65_535), 8080)
  .option('--run <dir>', 'a run folder whose trained models are served too')
  .option('--weights <dir>', 'where trained models are kept', 'runs/rehearsal-weights')
  .option('--seed <n>', 'the seed of requests that bring none', whole(0), 0)
  .option('--alias <name=model...>', 'serve a model under another name as well')
  .option('--json', 'end with one line of JSON')
  .action(serveRehearsal);

withQueue(program.command('worker'))
  .option(...trustOption)
  .description('play episodes that others feed to a queue (play --queue), until Ctrl+C')
  .option('--models <profile>', 'the only profile to take runs with (default: any there is)')
  .option('--concurrency <n>', 'episodes of a run under way at once (default: 32)', whole(1))
  .action(async (flags: WorkerFlags) => {
    const { say } = statusLine();
    process.once('SIGTERM', () => process.emit('SIGINT')); // what stops services is no reason to lose time
    await workerCommand(flags, interruption(say), say);
    process.exitCode = exitCodes.interrupted;
    setTimeout(() => process.exit(), 1000).unref(); // a queue that is away must not keep us here
  });

program.parseAsync().catch((error: unknown) => {
  if (!(error instanceof CommanderError)) printError(sentenceOf(error));
  process.exitCode = error instanceof CommanderError ? usageCode(error) : exitCodeOf(error);
  const isFailure = process.exitCode !== exitCodes.done;
  if (isFailure && process.argv.includes('--json')) {
    printJson({ verb: process.argv[2], error: messageOf(error) });
  }
});

function wayOf(verb: (run: Run) => unknown, { batch, queue }: Flags): (run: Run) => unknown {
  if (batch) return rateInBatch;
  if (queue === undefined) return verb;
  const address = queue === true ? undefined : queue;
  queueAddress(address); // before there is a run folder
  return run => playByQueue(run, address);
}

async function carriedOut(name: string, verb: (run: Run) => unknown, flags: Flags): Promise<void> {
  const { folder, settings, options } = wishesOf(flags);
  if (!['run', 'tasks'].includes(name)) existingRun(inProject(folder ?? nameOf(settings)));
  const line = statusLine();
  const standing = progressLines();
  const signal = interruption(line.say);
  const run = openRun(folder, settings, {
    ...options,
    ...terminalQuestion(signal),
    signal,
    onProgress: progress => line.show(standing(progress), progress.finished),
    onNotice: line.say
  });
  line.say(`${name}: ${shortPath(run.folder)}`);
  for (const sentence of costNote(run)) line.say(sentence);
  try {
    await verb(run);
    tell(name, run, flags);
  } catch (error) {
    if (!run.options.signal?.aborted) throw error; // a budget that is spent says so itself
    line.say(`Stopped. Everything finished so far is in ${shortPath(run.folder)}.`);
    const way = flags.queue === undefined ? '' : ' --queue …';
    const profile = flags.models === undefined ? '' : ` --models ${shellWord(flags.models)}`;
    line.say(`To go on: npx sotopia-pi ${name}${way} --run ${commandPath(run.folder)}${profile}`);
    const soFar = { verb: name, interrupted: true, ...statusOf(run) };
    if (flags.json) printJson(soFar);
    process.exitCode = exitCodes.interrupted;
  } finally {
    run.close();
  }
}

function nameOf(settings: Partial<Settings>): string {
  return join('runs', folderName({ ...defaultSettings, ...settings }));
}

/** Prints what stands in a run, for people or as one line of JSON. */
function tell(verb: string, run: RunView, { json, models }: Flags): void {
  const status = statusOf(run);
  if (json) printJson({ verb, ...status });
  else print(reportOf(run, status, { verb, models }));
  if (status.failed > 0) process.exitCode = exitCodes.failed;
}

/** Aborts at the first Ctrl+C, so that what is finished is kept; the second ends the process. */
function interruption(say: (text: string) => void): AbortSignal {
  const controller = new AbortController();
  process.once('SIGINT', () => {
    say('Stopping; press Ctrl+C again to stop at once.');
    controller.abort(new Error('interrupted'));
    process.once('SIGINT', () => process.exit(exitCodes.interrupted));
  });
  return controller.signal;
}

function usageCode({ exitCode }: CommanderError): number {
  return exitCode === 0 ? exitCodes.done : exitCodes.usage; // asking for help is none
}
