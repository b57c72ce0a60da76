/* Runs programs in processes of their own and says what they used. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const cli = join(root, 'kernel-lib/dist/cli.cjs');
const probe = join(root, 'test/bench/probe.cjs');

/** A folder for what the measurements write; gone when they end. */
export const desk = mkdtempSync(join(tmpdir(), 'sotopia-pi-bench-'));
symlinkSync(join(root, 'node_modules'), join(desk, 'node_modules'));
copyFileSync(join(root, 'kernel-lib/package.json'), join(desk, 'package.json')); // as beside dist/
process.once('exit', () => rmSync(desk, { recursive: true, force: true }));

/** Runs a program of Node to its end; what it used, and the object that its output ends with. */
export function measured(args, cwd = root) {
  const file = join(desk, 'probe.json');
  const said = run(process.execPath, ['--require', probe, ...args], {
    cwd,
    env: { SOTOPIA_PI_PROBE: file }
  });
  return { ...JSON.parse(readFileSync(file, 'utf8')), ...lastObject(said) };
}

/** Runs any program to its end and returns what it printed. */
export function run(program, args, { cwd = root, env = {} } = {}) {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    maxBuffer: 1 << 28
  });
  if (status === 0) return stdout;
  throw new Error(`${program} ${args.join(' ')} ended with ${status}: ${error ?? stderr}`);
}

export function lastObject(said) {
  return JSON.parse(said.trimEnd().split('\n').at(-1));
}

/** A program of the bench, written in TypeScript, as Node runs it. */
export async function compiled(name) {
  const program = join(desk, 'dist', `${basename(name, '.ts')}.cjs`);
  await bundled(name, { outfile: program, format: 'cjs' });
  return program;
}

/** Runs a program of the bench that uses the tests' own parts; the object that it prints. */
export async function printedBy(name) {
  const program = join(desk, `${basename(name, '.ts')}.mjs`);
  // its sources find the repository from where they lie
  const url = JSON.stringify(pathToFileURL(join(root, 'test/bench/x.ts')));
  await bundled(name, { outfile: program, format: 'esm', define: { 'import.meta.url': url } });
  return lastObject(run(process.execPath, [program]));
}

async function bundled(name, options) {
  await build({
    entryPoints: [join(root, 'test/bench', name)],
    bundle: true,
    platform: 'node',
    target: 'node20',
    packages: 'external',
    logLevel: 'silent',
    ...options
  });
}

/** What did not reach its bar, a sentence each. */
export const missed = [];

/** Holds a figure to its bar. */
export function atMost(bar, figure, what) {
  if (!(figure <= bar)) missed.push(`${what}: ${figure.toFixed(2)}, expected at most ${bar}`);
}

/** Holds a figure to its bar. */
export function atLeast(bar, figure, what) {
  if (!(figure >= bar)) missed.push(`${what}: ${figure.toFixed(2)}, expected at least ${bar}`);
}

/** A table in Markdown; the first row names the columns. */
export function table([head, ...rows]) {
  const line = cells => `| ${cells.join(' | ')} |`;
  return [head, head.map(() => '---'), ...rows].map(line).join('\n');
}

export const median = numbers => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

export const whole = n => Math.round(n).toLocaleString('en');
