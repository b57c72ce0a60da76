/* The first thing every entry imports: says in one sentence that Node is too old.
   Written without modern syntax, so that an old Node can read it. */
var least = [20, 19];
var found = process.versions.node.split('.').map(Number);
var isOld = found[0] < least[0] || (found[0] === least[0] && found[1] < least[1]);

if (isOld) {
  process.stderr.write(
    '[setup/node] expected Node >= 20.19, got ' +
      process.versions.node +
      '. Install a newer Node (https://nodejs.org) and run the command again.\n'
  );
  process.exit(3);
}
