/* Writes made-up data of a given kind and size to a path. */
import { syntheticCorpus, syntheticLines, syntheticStore } from '../support/synthetic';

const [kind, path = '', n = '0'] = process.argv.slice(2);
const makers = { corpus: syntheticCorpus, lines: syntheticLines, store: syntheticStore };

void (async () => {
  await makers[kind as keyof typeof makers](path, Number(n));
  console.log('{}');
})();
