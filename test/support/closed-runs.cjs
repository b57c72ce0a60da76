/* Usage: node --expose-gc closed-runs.cjs LIBRARY FOLDER: prints the heap after each of three closed runs, in bytes. */
const { join } = require('node:path');
const Module = require('node:module');
const { setTimeout: wait } = require('node:timers/promises');

const [library, folder] = process.argv.slice(2);

// As in a notebook's kernel, where runs are remembered until they are closed.
const kernel = new Module('/tslab/dist/jupyter.js');
kernel.exports = { lastWriteDisplayData: () => undefined };
require.cache[kernel.id] = kernel;

const pi = require(library);
const settings = { tasks: 3, pairs: 2, evaluationPairs: 1, repeats: 1 };
const options = { onNotice: () => undefined, onProgress: () => undefined };
const runs = []; // a notebook's variables keep what is closed

/** The bytes in use once everything that can go is gone. */
async function heapAtRest() {
  for (let i = 0; i < 5; i++) {
    await wait(20);
    global.gc();
  }
  return process.memoryUsage().heapUsed;
}

async function main() {
  const heaps = [];
  for (const name of ['first', 'second', 'third']) {
    const run = pi.openRun(join(folder, name), settings, options);
    await pi.writeTasks(run);
    await pi.trainLine(run);
    await pi.evaluateModels(run);
    run.close();
    runs.push(run);
    heaps.push(await heapAtRest());
  }
  console.log(JSON.stringify(heaps));
  process.exit(runs.length === heaps.length ? 0 : 1);
}

void main();
