import { join } from 'node:path';
import { Argument, Command, CommanderError, Option } from 'commander';
import { LabError, messageOf } from './base/fail';
import { addModelVerbs, whole, wishesOf, withBatch, withSettings, type Flags } from './cli-options';
import { Interruption } from './edge/interrupt';
import { statusLine } from './edge/terminal';
import { version } from './edge/version';
import { rateInBatch } from './lab/batch';
import { drawFigures } from './lab/draw';
import { evaluateModels } from './lab/evaluate';
import { costNote } from './lab/estimate-command';
import { exportFormats } from './lab/export';
import { exportCommand } from './lab/export-command';
import { corpusNames, fetchCommand } from './lab/fetch-command';
import { importCommand } from './lab/import-command';
import { importedStatusCommand, isOnlyImported } from './lab/imported-status';
import { runLine } from './lab/line';
import { playEpisodes } from './lab/play';
import { rateEpisodes } from './lab/rate';
import { progressLine, reportOf, shortPath } from './lab/report';
import { openRun, viewRun, type Run, type RunView } from './lab/run';
import { selectEpisodes } from './lab/select';
import { serveRehearsal } from './lab/serve-rehearsal';
import { defaultSettings, folderName } from './lab/settings';
import { statusOf } from './lab/status';
import { trainModels } from './lab/train';
import { writeTasks } from './lab/write-tasks';

/** Source: the convention of this project's commands; set-up uses 3 as well. */
const exitCodes = { done: 0, failed: 1, usage: 2, machine: 3, interrupted: 130 } as const;

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
  .showHelpAfterError();

for (const [name, about, verb] of verbs) {
  const command = withSettings(program.command(name).description(about));
  if (name === 'rate') withBatch(command);
  command.action((flags: Flags) => carriedOut(name, flags.batch ? rateInBatch : verb, flags));
}
withSettings(program.command('status').description('say what stands in a run folder')).action(
  (flags: Flags) => {
    const { folder, settings } = wishesOf(flags);
    if (folder !== undefined && isOnlyImported(folder)) {
      return importedStatusCommand(folder, flags.json ?? false);
    }
    const view = viewRun(folder ?? join('runs', folderName({ ...defaultSettings, ...settings })));
    tell('status', view, flags.json);
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

program.parseAsync().catch((error: unknown) => {
  if (!(error instanceof CommanderError)) process.stderr.write(`${sentenceOf(error)}\n`);
  process.exitCode = exitCodeOf(error);
  const isFailure = process.exitCode !== exitCodes.done;
  if (isFailure && process.argv.includes('--json')) {
    process.stdout.write(`${JSON.stringify({ verb: process.argv[2], error: messageOf(error) })}\n`);
  }
});

async function carriedOut(name: string, verb: (run: Run) => unknown, flags: Flags): Promise<void> {
  const { folder, settings, options } = wishesOf(flags);
  const line = statusLine();
  const run = openRun(folder, settings, {
    ...options,
    signal: interruption(line.say),
    onProgress: progress => line.show(progressLine(progress), progress.finished),
    onNotice: line.say
  });
  line.say(`${name}: ${shortPath(run.folder)}`);
  for (const sentence of costNote(run)) line.say(sentence);
  try {
    await verb(run);
    tell(name, run, flags.json);
  } catch (error) {
    if (!run.options.signal?.aborted) throw error; // a budget that is spent says so itself
    line.say(`Stopped. Everything finished so far is in ${shortPath(run.folder)}.`);
    line.say(`To go on: npx sotopia-pi ${name} --run ${shortPath(run.folder)}`);
    const soFar = { verb: name, interrupted: true, ...statusOf(run) };
    if (flags.json) process.stdout.write(`${JSON.stringify(soFar)}\n`);
    process.exitCode = exitCodes.interrupted;
  } finally {
    run.close();
  }
}

/** Prints what stands in a run, for people or as one line of JSON. */
function tell(verb: string, run: RunView, json: true | undefined): void {
  const status = statusOf(run);
  const text = json ? `${JSON.stringify({ verb, ...status })}\n` : reportOf(run, status);
  process.stdout.write(text);
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

const usagePlaces = [
  ...['lab/run', 'lab/run-file', 'lab/prompts', 'base/template', 'edge/profile'],
  ...['edge/source-files', 'edge/export-folder', 'lab/export', 'edge/openai-client'],
  ...['lab/servers', 'lab/serve-rehearsal', 'lab/world', 'edge/files', 'lab/write-tasks'],
  ...['edge/gguf', 'edge/local-profile', 'edge/local-library', 'lab/batch'],
  ...['lab/import', 'lab/imported-world', 'lab/cache-command', 'edge/chat-recorded']
];
const machineCodes = ['ENOSPC', 'EFBIG', 'EIO', 'EACCES', 'EROFS', 'EPERM', 'EDQUOT', 'EMFILE'];

function exitCodeOf(error: unknown): number {
  if (error instanceof Interruption) return exitCodes.interrupted;
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exitCodes.usage;
  if (error instanceof LabError && usagePlaces.includes(error.where)) return exitCodes.usage;
  const { cause } = (error ?? {}) as Error;
  return isMachines(error) || isMachines(cause) ? exitCodes.machine : exitCodes.failed;
}

function isMachines(error: unknown): boolean {
  const { code = '', syscall } = (error ?? {}) as NodeJS.ErrnoException;
  return machineCodes.includes(code) || syscall === 'mkdir';
}

/** What went wrong as one sentence; a disk or a folder that will not take files says what to do. */
function sentenceOf(error: unknown): string {
  if (!isMachines(error)) return messageOf(error);
  const expected = 'a folder with room for files that may be written';
  const todo = 'Make room or name another folder with --run; everything finished is kept.';
  return new LabError('cli', { expected, got: messageOf(error), todo }).message;
}
