import { spawn } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { root } from './source-tree';

/** How one run of an entry ended. */
export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What the stand-ins for npm and Python shall do; each defaults to doing its job. */
export interface Weather {
  readonly FAKE_NPM?: 'offline' | 'full' | 'readonly' | 'colourful' | 'hang' | 'slow';
  readonly FAKE_PYTHON?: string; // a version; 'none' hides it; '3.11.2 False' has no venv module
  readonly FAKE_PIP?: 'offline' | 'full' | 'hang';
  readonly NODE_OPTIONS?: string;
  readonly SOTOPIA_PI_PYTHON?: string;
}

/**
 * A checkout in a temporary folder with the real set-up, and stand-ins for npm and Python on PATH
 * that do, quickly, what the real ones do, or fail with the words of the real ones.
 */
export class SetupSandbox {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'sotopia-pi-test-')));
  readonly bin = join(this.folder, 'bin');
  readonly checkout: string;

  /** `name` is the folder of the checkout. */
  constructor(name = 'checkout') {
    this.checkout = join(this.folder, name);
    chmodSync(this.folder, 0o755);
    for (const file of ['package.json', 'package-lock.json', 'kernel-lib/package.json'])
      cpSync(join(root, file), join(this.checkout, file));
    cpSync(join(root, 'kernel-lib/setup'), join(this.checkout, 'kernel-lib/setup'), {
      recursive: true
    });
    cpSync(join(root, 'kernel-lib/build.mjs'), join(this.checkout, 'kernel-lib/build.mjs'));
    mkdirSync(this.bin);
    symlinkSync(process.execPath, join(this.bin, 'node'));
    this.writeProgram('npm', fakeNpm);
    this.writeProgram('python3', fakePython);
  }

  /** Starts an entry of the set-up, such as 'start', and hands back the process and its outcome. */
  begin(entry: string, args: readonly string[] = [], weather: Weather = {}, uid?: number) {
    const file = join(this.checkout, 'kernel-lib/setup', `${entry}.mjs`);
    const env = {
      PATH: [this.bin].join(delimiter),
      TMPDIR: this.folder,
      SANDBOX: this.folder,
      REAL_ROOT: root,
      ...weather
    };
    const child = spawn(process.execPath, [file, ...args], { cwd: this.checkout, env, uid });
    const said = { stdout: '', stderr: '' };
    child.stdout.on('data', chunk => (said.stdout += String(chunk)));
    child.stderr.on('data', chunk => (said.stderr += String(chunk)));
    const outcome = new Promise<Outcome>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', code => resolve({ code, ...said }));
    });
    return { child, outcome };
  }

  run(entry: string, args?: readonly string[], weather?: Weather, uid?: number): Promise<Outcome> {
    return this.begin(entry, args, weather, uid).outcome;
  }

  /** What was asked of the stand-ins so far, one line each: 'npm ci', 'python3 -m venv'. */
  get calls(): string[] {
    const file = join(this.folder, 'calls');
    return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
  }

  /** Resolves with the pid of a stand-in that hangs, once it does. */
  async hanging(): Promise<number> {
    const file = join(this.folder, 'hanging');
    while (!existsSync(file)) await new Promise(resolve => setTimeout(resolve, 10));
    const pid = Number(readFileSync(file, 'utf8'));
    rmSync(file);
    return pid;
  }

  path(...names: string[]): string {
    return join(this.checkout, ...names);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private writeProgram(name: string, body: string): void {
    const text = `#!${process.execPath}\n${common}\n${body}`;
    writeFileSync(join(this.bin, name), text, { mode: 0o755 });
  }
}

const common = `
const fs = require('node:fs'), path = require('node:path');
const args = process.argv.slice(2), env = process.env;
const log = text => fs.appendFileSync(path.join(env.SANDBOX, 'calls'), text + '\\n', { mode: 0o666 });
const fail = text => { console.error(text); process.exit(1); };
const hang = () => {
  const file = path.join(env.SANDBOX, 'hanging');
  fs.writeFileSync(file + '.part', String(process.pid));
  fs.renameSync(file + '.part', file);
  setInterval(() => {}, 1000);
};`;

const fakeNpm = `
const sayings = {
  offline: 'npm error code ENOTFOUND\\nnpm error syscall getaddrinfo\\nnpm error errno ENOTFOUND\\n' +
    'npm error network request to https://registry.example/zod failed, reason: getaddrinfo ENOTFOUND registry.example\\n' +
    'npm error network This is a problem related to network connectivity.',
  uncached: 'npm error code ENOTCACHED\\nnpm error request to https://registry.example/zod failed: ' +
    "cache mode is 'only-if-cached' but no cached response is available.",
  full: 'npm error code ENOSPC\\nnpm error syscall write\\nnpm error errno -28\\n' +
    'npm error nospc ENOSPC: no space left on device, write',
  readonly: 'npm error code EACCES\\nnpm error syscall mkdir\\nnpm error errno -13\\n' +
    "npm error Error: EACCES: permission denied, mkdir '/checkout/node_modules'",
  colourful: 'npm error \\u001b[31mred\\u001b[0m \\u202egnp.exe of a package'
};
log('npm ' + args[0]);
const weather = env.FAKE_NPM;
if (args[0] === 'ping') weather === 'offline' ? fail(sayings.offline) : process.exit(0);
fs.rmSync('node_modules', { recursive: true, force: true });
if (weather === 'offline') fail(sayings.uncached);
fs.mkdirSync('node_modules');
if (weather === 'hang') hang();
else if (weather in sayings) fail(sayings[weather]);
else setTimeout(() => {
  for (const name of ['esbuild', 'typescript', '@esbuild'])
    fs.symlinkSync(path.join(env.REAL_ROOT, 'node_modules', name), path.join('node_modules', name));
}, weather === 'slow' ? 500 : 0);`;

const fakePython = `
const weather = env.FAKE_PIP, me = path.resolve(process.argv[1]), home = path.dirname(me);
if (env.FAKE_PYTHON === 'none') process.exit(127);
if (args[0] === '-c') {
  const [version, hasVenv = 'True'] = (env.FAKE_PYTHON ?? '3.11.7').split(' ');
  console.log(version, hasVenv);
} else {
  log('python3 ' + (args[1] === 'jupyterlab' ? args : args.slice(0, 2)).join(' '));
  if (args[1] === 'jupyterlab') process.exit(0);
  if (args[1] === 'venv') {
    fs.mkdirSync(path.join(args[2], 'bin'), { recursive: true });
    fs.copyFileSync(me, path.join(args[2], 'bin', 'python'));
  } else if (weather === 'hang') hang();
  else if (weather === 'offline')
    fail("WARNING: Retrying after connection broken by 'NewConnectionError: Failed to establish a new connection: " +
      "[Errno -2] Name or service not known'\\nERROR: No matching distribution found for jupyterlab");
  else if (weather === 'full') fail('ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device');
  else fs.writeFileSync(path.join(home, 'jupyter'), '');
}`;
