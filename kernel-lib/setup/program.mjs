import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { SetupError } from './failure.mjs';
import { packageFolder } from './root.mjs';

/**
 * Hands over to the command line in this same process, so that a signal to it, even one that cannot
 * be caught, reaches the work itself.
 *
 * Throws: SetupError [setup/program] when the library is not built
 */
export function runCommandLine(args) {
  const file = join(packageFolder, 'dist', 'cli.cjs');
  if (!existsSync(file)) {
    throw new SetupError(
      'program',
      'a built library (dist/cli.cjs)',
      'none',
      'Run npm run setup in the repository first.'
    );
  }
  process.argv.splice(1, Infinity, file, ...args);
  createRequire(import.meta.url)(file);
}

/** Runs a program in the foreground and returns its exit code; the terminal's signals are its own. */
export function foreground(program, args, { cwd, env, onMessage } = {}) {
  return new Promise((resolve, reject) => {
    const stdio = onMessage ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit';
    const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio });
    const pass = signal => child.kill(signal);
    const keep = () => {}; // Ctrl+C reaches the child by itself: wait for its answer
    process.on('SIGINT', keep).on('SIGTERM', pass).on('SIGHUP', pass);
    if (onMessage) child.on('message', onMessage);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      process.off('SIGINT', keep).off('SIGTERM', pass).off('SIGHUP', pass);
      resolve(code ?? (signal === 'SIGINT' ? 130 : 1));
    });
  });
}
