import { pathOf, type FolderEntry } from './find-runs';

/** A notebook to begin with, as a path and the content that the server saves there. */
export interface FirstNotebook {
  readonly path: string;
  readonly content: object;
}

/**
 * A notebook whose first cell imports the library and opens a run of its own on the embedded
 * models. Its name is one that neither the folder nor the project's runs have yet.
 */
export function firstNotebook(
  folder: string,
  taken: readonly Pick<FolderEntry, 'name'>[],
  kernel: string
): FirstNotebook {
  const names = new Set(taken.map(({ name }) => name));
  let n = 1;
  while (names.has(`sotopia-${n}.ipynb`) || names.has(`sotopia-${n}`)) n++;
  const name = `sotopia-${n}`;
  return { path: pathOf(folder, `${name}.ipynb`), content: contentOf(name, kernel) };
}

function contentOf(name: string, kernel: string): object {
  const cells = [
    markdown(
      'title',
      `# A run of my own\n\nThis notebook writes the run folder \`runs/${name}\`. The models are the embedded ones: no key, no network, no cost.`
    ),
    code('open', firstCell(name)),
    markdown(
      'next',
      'Run each stage in order: `pi.writeTasks`, `pi.playEpisodes`, `pi.rateEpisodes`. What a stage returns says what to run next.'
    ),
    code('tasks', 'await pi.writeTasks(run);')
  ];
  const kernelspec = { name: kernel, display_name: 'TypeScript', language: 'typescript' };
  return { nbformat: 4, nbformat_minor: 5, metadata: { kernelspec }, cells };
}

function firstCell(name: string): string {
  return `import * as pi from 'sotopia-pi';

const scale = { tasks: 10, pairs: 4, evaluationPairs: 2, repeats: 1 };
const run = pi.openRun('runs/${name}', { models: 'rehearsal', seed: 1, ...scale });
run.file.models`;
}

const markdown = (id: string, source: string) => ({
  cell_type: 'markdown',
  id,
  metadata: {},
  source
});

const code = (id: string, source: string) => ({
  cell_type: 'code',
  id,
  metadata: {},
  execution_count: null,
  outputs: [],
  source
});
