/* `sotopia-pi setup --local`: installs node-llama-cpp, which runs models in this process, without its
   other platforms' binaries (85 MB instead of 745), into the user's cache folder. */
import './node.mjs';

Promise.all([import('./failure.mjs'), import('./print.mjs'), import('./local-library.mjs')]).then(
  ([{ orExplain }, { printJson, printLine }, { setUpLocal }]) =>
    orExplain(async () => {
      const folder = await setUpLocal();
      const isJson = process.argv.includes('--json');
      const said = `Local models can run. Next: npx sotopia-pi models --models local --gguf FILE`;
      if (isJson) printJson({ verb: 'setup', local: folder, done: true });
      else printLine(said);
    })
);
