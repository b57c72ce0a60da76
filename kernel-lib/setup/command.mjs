import { spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const guard = fileURLToPath(new URL('guard.mjs', import.meta.url));
const keptCharacters = 1_000_000;

/**
 * Runs a program quietly and returns its exit code and everything it said. The program dies with
 * this process, and when the signal aborts.
 */
export function quietRun(program, args, { cwd, env = process.env, signal } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [guard, program, ...args], { cwd, env });
    let said = '';
    const keep = chunk => (said = (said + chunk).slice(-keptCharacters));
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.stdin.on('error', () => {});
    const stop = () => child.stdin.end();
    signal?.addEventListener('abort', stop, { once: true });
    child.on('error', reject);
    child.on('close', code => {
      signal?.removeEventListener('abort', stop);
      resolve({ code: code ?? 1, said });
    });
  });
}

/** Keeps what a failed program said in a file and returns its path; undefined when none can be written. */
export function logFile(name, said) {
  try {
    const file = join(mkdtempSync(join(tmpdir(), 'sotopia-pi-setup-')), `${name}.log`);
    writeFileSync(file, said);
    return file;
  } catch {
    return undefined;
  }
}
