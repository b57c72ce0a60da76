import { describe, expect, test } from 'vitest';
import {
  findFile,
  findRuns,
  type FolderEntry,
  type Folders
} from '../../../extension/src/launch/find-runs';

/** The folders of a server with some files; each file has its own time, in the order given. */
function serverWith(...files: readonly string[]): Folders {
  const entries = async (path: string): Promise<FolderEntry[]> => {
    const inside = files.filter(file => path === '' || file.startsWith(`${path}/`));
    const names = new Map<string, FolderEntry>();
    for (const file of inside) {
      const [name = '', ...rest] = file.slice(path === '' ? 0 : path.length + 1).split('/');
      const modified = `2026-01-${String(files.indexOf(file) + 10)}`;
      names.set(name, { name, isFolder: rest.length > 0, modified });
    }
    return [...names.values()];
  };
  return { entries };
}

const runsIn = async (openFolder: string, ...files: readonly string[]) =>
  (await findRuns(serverWith(...files), openFolder)).map(({ folder }) => folder);

describe('runs are found', () => {
  test.each([
    ['in the project that is the root', '', ['runs/a/episodes.jsonl'], ['runs/a']],
    ['from a folder inside the project', 'notebooks', ['runs/a/episodes.jsonl'], ['runs/a']],
    ['in a project below the root', '', ['work/runs/a/episodes.jsonl'], ['work/runs/a']],
    ['where the root is the folder of runs', '', ['a/episodes.jsonl'], ['a']],
    ['where the root is a run', '', ['episodes.jsonl'], ['']],
    ['in folders of a class', '', ['runs/class/ann/episodes.jsonl'], ['runs/class/ann']],
    [
      'with imported episodes',
      '',
      ['runs/a/run.json', 'runs/a/imported/episodes.jsonl'],
      ['runs/a/imported']
    ],
    ['before they have episodes', '', ['runs/a/run.json'], ['runs/a']],
    ['nowhere, where there are none', 'notebooks', ['notebooks/00.ipynb', 'data/x.jsonl'], []]
  ])('%s', async (_, openFolder, files, found) => {
    expect(await runsIn(openFolder, ...files)).toEqual(found);
  });

  test('once each, the newest episodes first and runs without episodes last', async () => {
    const files = ['old', 'new'].map(name => `runs/${name}/episodes.jsonl`);
    const found = await findRuns(serverWith('runs/empty/run.json', ...files), 'runs/old');
    expect(found.map(({ folder }) => folder)).toEqual(['runs/new', 'runs/old', 'runs/empty']);
    expect(found.at(-1)?.modified).toBeUndefined();
  });
});

test.each([
  ['notebooks', ['notebooks/00-tour.ipynb'], 'notebooks/00-tour.ipynb'],
  ['', ['00-tour.ipynb'], '00-tour.ipynb'],
  ['', ['pi/notebooks/00-tour.ipynb'], 'pi/notebooks/00-tour.ipynb'],
  ['a/b', ['a/notebooks/00-tour.ipynb', 'c/00-tour.ipynb'], 'a/notebooks/00-tour.ipynb'],
  ['a', ['a/b.ipynb'], undefined]
])('a file is found from the folder "%s" among %j: %s', async (openFolder, files, found) => {
  const paths = ['notebooks/00-tour.ipynb', '00-tour.ipynb'];
  expect(await findFile(serverWith(...files), openFolder, paths)).toBe(found);
});
