/* `npm run setup`: sets up whatever is missing, and nothing else. */
import './node.mjs';

Promise.all([import('./failure.mjs'), import('./print.mjs'), import('./steps.mjs')]).then(
  ([{ orExplain }, { printJson, printLine }, { setUp }]) =>
    orExplain(async () => {
      await setUp();
      const isJson = process.argv.includes('--json');
      const said = 'Everything is set up. Next: npm start, npm run lab, npm test.';
      if (isJson) printJson({ verb: 'setup', done: true });
      else printLine(said);
    })
);
