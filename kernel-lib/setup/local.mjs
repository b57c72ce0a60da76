/* `sotopia-pi setup --local`: installs node-llama-cpp, which runs models in this process, without its
   other platforms' binaries (85 MB instead of 745), into the user's cache folder. */
import './node.mjs';

Promise.all([import('./failure.mjs'), import('./local-library.mjs')]).then(
  ([{ orExplain }, { setUpLocal }]) =>
    orExplain(async () => {
      const folder = await setUpLocal();
      const isJson = process.argv.includes('--json');
      const said = `Local models can run. Next: npx sotopia-pi models --models local --gguf FILE`;
      console.log(isJson ? JSON.stringify({ verb: 'setup', local: folder, done: true }) : said);
    })
);
