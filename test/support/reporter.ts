import type { Reporter, TestModule, TestSuite } from 'vitest/node';

/** How many tests passed, failed and were skipped in one run. */
export interface TestCount {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Whether a run with this count is a good one: something ran and nothing failed. */
export function isGoodCount(count: TestCount): boolean {
  return count.passed > 0 && count.failed === 0;
}

/** The last line of every test run. A run in which nothing ran is itself a failure. */
export function countLine({ passed, failed, skipped }: TestCount): string {
  const failures = passed + failed === 0 ? 1 : failed;
  return `${passed} passed, ${failures} failed` + (skipped > 0 ? `, ${skipped} skipped` : '');
}

/**
 * Counts a finished run. What broke outside any test (a file that crashes at import, a hook, an
 * error nobody caught) is counted as a failure too.
 */
export function countOf(
  modules: readonly TestModule[],
  unhandledErrors: readonly unknown[]
): TestCount {
  const states = modules.flatMap(module =>
    [...module.children.allTests()].map(test => test.result().state)
  );
  const broken = modules
    .flatMap(module => [module, ...module.children.allSuites()])
    .filter(isBroken);
  return {
    passed: states.filter(state => state === 'passed').length,
    failed:
      states.filter(state => state === 'failed').length + broken.length + unhandledErrors.length,
    skipped: states.filter(state => state === 'skipped' || state === 'pending').length
  };
}

/** Prints the count at the end of a run, or hands it to the process that asked for the run. */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const count = countOf(modules, unhandledErrors);
    const line = countLine(count);
    if (process.send) process.send({ kind: 'sotopia-pi tests', line, isGood: isGoodCount(count) });
    else process.on('exit', () => console.log(line));
  }
}

function isBroken(part: TestModule | TestSuite): boolean {
  return part.errors().length > 0;
}
