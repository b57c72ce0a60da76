/* `npm run setup`: sets up whatever is missing, and nothing else. */
import './node.mjs';

Promise.all([import('./failure.mjs'), import('./steps.mjs')]).then(([{ orExplain }, { setUp }]) =>
  orExplain(async () => {
    await setUp();
    const isJson = process.argv.includes('--json');
    const said = 'Everything is set up. Next: npm start, npm run lab, npm test.';
    console.log(isJson ? JSON.stringify({ verb: 'setup', done: true }) : said);
  })
);
