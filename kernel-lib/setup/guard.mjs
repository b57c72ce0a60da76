/* Runs a program that must not outlive the set-up: `node guard.mjs PROGRAM ARGUMENTS…`.
   The set-up holds the other end of standard input; when it dies, however it dies, that end closes. */
import { spawn } from 'node:child_process';
import { printError } from './print.mjs';

const [program, ...args] = process.argv.slice(2);
const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'] });
const stop = () => child.kill('SIGKILL');

process.stdin.resume().on('end', stop).on('error', stop);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);

child.on('error', error => {
  printError(`${error.code} ${error.message}`);
  process.exit(127);
});
child.on('close', (code, signal) => process.exit(signal ? 137 : code));
