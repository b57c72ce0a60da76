/* `npm test`: sets up whatever is missing, runs the tests, and counts them in the last line. */
import './node.mjs';

Promise.all([
  import('node:path'),
  import('./failure.mjs'),
  import('./print.mjs'),
  import('./steps.mjs'),
  import('./program.mjs')
]).then(([{ join }, { orExplain }, { printLine }, { setUp }, { foreground }]) =>
  orExplain(async () => {
    const root = await setUp();
    const args = process.argv.slice(2);
    const isLong = args[0] === '--long';
    let count;
    const exitCode = await foreground(
      process.execPath,
      [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', ...args.slice(isLong ? 1 : 0)],
      {
        cwd: root,
        env: isLong ? { SOTOPIA_PI_LONG: '1' } : {},
        onMessage: message => {
          if (message?.kind === 'sotopia-pi tests') count = message;
        }
      }
    );
    // a run that died before it could count is one failure; so is one that ran no test at all
    const { line, isGood } = count ?? { line: '0 passed, 1 failed', isGood: false };
    printLine(line);
    process.exitCode = isGood ? exitCode : exitCode || 1;
  })
);
