import { join } from 'node:path';
import { toSetupError } from './failure.mjs';
import { jupyterStep } from './jupyter.mjs';
import { extensionStep, libraryStep } from './library.mjs';
import { withLock } from './lock.mjs';
import { checkMachine, checkPlace } from './machine.mjs';
import { packagesStep } from './packages.mjs';
import { setupProgress } from './progress.mjs';
import { checkoutRoot } from './root.mjs';
import { venvStep } from './venv.mjs';

/**
 * Sets up whatever is missing and returns the checkout's root. When nothing is missing it writes
 * nothing and says nothing.
 *
 * Throws: SetupError when the machine lacks something
 */
export async function setUp(root = checkoutRoot()) {
  checkMachine();
  checkPlace(root);
  process.env.SOTOPIA_PI_ROOT = root;
  // the first two know nothing of each other and run side by side; the others need them
  const rounds = [
    [packagesStep(root), venvStep(root)],
    [libraryStep(root), extensionStep(root)],
    [jupyterStep(root)]
  ];
  if (await isAllDone(rounds)) return root;

  const progress = setupProgress();
  const onWait = () => progress.say('Another set-up is running here; waiting for it.');
  try {
    await withLock(join(root, '.setup-lock'), () => runRounds(rounds, progress), { onWait });
  } catch (error) {
    throw toSetupError('steps', root, error);
  }
  return root;
}

async function isAllDone(rounds) {
  for (const step of rounds.flat()) if (!(await step.isDone())) return false;
  return true;
}

async function runRounds(rounds, progress) {
  for (const round of rounds) await runRound(round, progress);
}

/** Runs the missing steps of a round side by side; the first failure stops the others. */
async function runRound(round, progress) {
  const stop = new AbortController();
  const runs = round.map(async step => {
    if (await step.isDone()) return;
    try {
      await progress.during(step.name, () => step.run({ signal: stop.signal }));
    } catch (error) {
      const isFirst = !stop.signal.aborted;
      stop.abort();
      if (isFirst) throw error;
    }
  });
  const failed = (await Promise.allSettled(runs)).find(run => run.status === 'rejected');
  if (failed) throw failed.reason;
}
