/* `npm start`: sets up whatever is missing, then runs the main job with the arguments given. */
import './node.mjs';

Promise.all([import('./failure.mjs'), import('./steps.mjs'), import('./program.mjs')]).then(
  ([{ orExplain }, { setUp }, { runCommandLine }]) =>
    orExplain(async () => {
      await setUp();
      runCommandLine(['run', ...process.argv.slice(2)]);
    })
);
