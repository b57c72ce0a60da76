import { inspect } from 'node:util';
import { printError } from './print.mjs';

/**
 * A set-up that cannot go on. Its message is one sentence in the pattern of every error here:
 * `[setup/<file>] expected X, got Y. What to do.`
 */
export class SetupError extends Error {
  /** @param {{ exitCode?: number, cause?: unknown }} options */
  constructor(file, expected, got, todo, { exitCode = 3, cause } = {}) {
    super(`[setup/${file}] expected ${expected}, got ${cut(got)}. ${todo}`, { cause });
    this.name = 'SetupError';
    this.exitCode = exitCode;
  }
}

/** Exit code: the machine lacks something. */
export const machineLacks = 3;

const kinds = [
  ['disk', /\bENOSPC\b|\bEDQUOT\b|no space left on device|disk quota exceeded/i],
  [
    'network',
    /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTCACHED|ERR_SOCKET_TIMEOUT)\b|network connectivity|name resolution|establish a new connection|from versions: none|error sending request|dns error|network is unreachable|read timed out/i
  ],
  ['folder', /\b(EACCES|EROFS|EPERM)\b|permission denied|read-only file system/i]
];

/**
 * Which of the machine's lacks a text of error output speaks of: 'disk', 'network' or 'folder';
 * undefined when it is something else.
 */
export function lackIn(text) {
  return kinds.find(([, pattern]) => pattern.test(text))?.[0];
}

/**
 * The first line of the text that tells of such a lack in more than a code, else the first one that
 * names an error: a crash ends with stack frames and version numbers, which say nothing.
 */
export function tellingLine(text) {
  const lines = text
    .split('\n')
    .map(line => line.replace(/^(npm )?(error|err!)[: ]*/i, '').trim())
    .filter(line => /\w/.test(line) && !/^(code|errno|syscall) \S+$/.test(line));
  const lack = lackIn(text);
  const telling =
    lines.find(line => lack && lackIn(line) === lack) ??
    lines.find(line => namesError.test(line)) ??
    lines.findLast(line => !isFrame.test(line)) ??
    lines.at(-1);
  return telling ?? 'no message';
}

const namesError =
  /^(?!.*(?:^at |triggerUncaughtException|\bthrow\b|node:internal)).*(?:error\b|cannot|can't|could not|failed|refus|denied|not found|no such|unexpected|invalid|expected)/i;
const isFrame = /^(at |Node\.js v|\^|[[\](){}<>|'"]+,?$|[\w$]+: (undefined|\[\]),?$)/;

/** The sentence for what went wrong with a folder or a program, whatever threw it. */
export function toSetupError(file, where, error) {
  if (error instanceof SetupError) return error;
  const text = error instanceof Error ? `${error.code ?? ''} ${error.message}` : String(error);
  return lackError(file, lackIn(text), where, tellingLine(text), { cause: error });
}

/** The sentence for one kind of lack. */
export function lackError(file, lack, where, got, options) {
  const again = 'run the command again; what is set up already is kept';
  switch (lack) {
    case 'disk':
      return new SetupError(
        file,
        `room on the disk of ${where}`,
        got,
        `Free about 2 GB and ${again}.`,
        options
      );
    case 'network':
      return new SetupError(
        file,
        `a network that reaches ${where}`,
        got,
        `Connect (or set the proxy) and ${again}.`,
        options
      );
    case 'folder':
      return new SetupError(
        file,
        `a folder that can be written (${where})`,
        got,
        `Change its owner or mode, or use a copy elsewhere, and ${again}.`,
        options
      );
    default:
      return new SetupError(
        file,
        `a set-up without errors (${where})`,
        got,
        `Put right what it names and ${again}.`,
        options
      );
  }
}

/** Runs an entry; a failure becomes its one sentence on standard error and its exit code. */
export async function orExplain(entry) {
  try {
    await entry();
  } catch (error) {
    const failure = toSetupError('run', process.cwd(), error);
    if (process.env.SOTOPIA_PI_DEBUG) printError(inspect(error));
    else printError(failure.message);
    process.exitCode = failure.exitCode;
  }
}

function cut(text) {
  const oneLine = text.replace(/\s+/g, ' ').trim().replace(/\.$/, '');
  return oneLine.length > 200 ? `${oneLine.slice(0, 200)}…` : oneLine;
}
