#!/usr/bin/env node
/* `sotopia-pi <verb>`: the set-up verb is here, every other one in the built command line. */
import './node.mjs';

Promise.all([import('./failure.mjs'), import('./program.mjs')]).then(
  ([{ orExplain }, { runCommandLine }]) => {
    var args = process.argv.slice(2);
    if (args[0] === 'setup' && args.indexOf('--help') < 0)
      return args.indexOf('--local') < 0 ? import('./setup.mjs') : import('./local.mjs');
    return orExplain(() => runCommandLine(args));
  }
);
