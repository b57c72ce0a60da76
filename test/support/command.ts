import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

/** The command line as it was built. */
export const program = fileURLToPath(new URL('../../kernel-lib/dist/cli.cjs', import.meta.url));

/** What a command of ours printed, and how it ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command of ours under way. */
export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Everything printed so far. */
  printed(): string;
}

/** Starts `sotopia-pi` as its own process, as a user would. */
export function started(args: readonly string[], cwd: string, env?: NodeJS.ProcessEnv): Running {
  return followed([process.execPath, program, ...args], cwd, env);
}

/** The same in a process whose files may not grow beyond so many KiB, as if their disk were full. */
export function startedWithin(kibibytes: number, args: readonly string[], cwd: string): Running {
  const script = `ulimit -f ${kibibytes}; exec "$0" "$@"`;
  return followed(['bash', '-c', script, process.execPath, program, ...args], cwd);
}

/** The same on a terminal of its own, whose user answers the first question so. */
export function answered(
  answer: string,
  args: readonly string[],
  cwd: string,
  env?: NodeJS.ProcessEnv
): Promise<Ended> {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const starter = ['.venv/bin/python', 'test/support/answer_on_terminal.py'];
  const [python, script] = starter.map(path => join(root, path));
  return followed([python!, script!, answer, process.execPath, program, ...args], cwd, env).ended;
}

/** The same started by another program, such as one that puts it into a container. */
export function startedBy(
  starter: readonly string[],
  args: readonly string[],
  cwd: string
): Running {
  return followed([...starter, process.execPath, program, ...args], cwd);
}

function followed(
  [command, ...args]: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = {}
): Running {
  const child = spawn(command!, args, {
    cwd,
    env: { ...process.env, ...ownFolders(cwd), SOTOPIA_PI_CHROMIUM: 'none', ...env }, // pictures take long
    stdio: ['ignore', 'pipe', 'pipe']
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
  return { child, ended, printed: () => stdout + stderr };
}

/** What a user keeps between runs, beside the project of the test. */
function ownFolders(cwd: string): NodeJS.ProcessEnv {
  return { XDG_CACHE_HOME: join(cwd, '.cache'), XDG_CONFIG_HOME: join(cwd, '.config') };
}

/** Runs `sotopia-pi` to its end. */
export function sotopiaPi(
  args: readonly string[],
  cwd: string,
  env?: NodeJS.ProcessEnv
): Promise<Ended> {
  return started(args, cwd, env).ended;
}

/** The object that `--json` ends standard output with. */
export function lastJson({ stdout }: Ended): Record<string, unknown> {
  return JSON.parse(stdout.trimEnd().split('\n').at(-1)!) as Record<string, unknown>;
}
