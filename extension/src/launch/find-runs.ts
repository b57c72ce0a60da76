/** What a folder of the server holds. */
export interface FolderEntry {
  readonly name: string;
  readonly isFolder: boolean;
  /** ISO time of the last change. */
  readonly modified: string;
}

/** The folders below the server's root. */
export interface Folders {
  /** What a folder holds; nothing where there is no such folder. */
  readonly entries: (path: string) => Promise<readonly FolderEntry[]>;
}

/** A run folder, as a path below the server's root. */
export interface FoundRun {
  readonly folder: string;
  /** ISO time of the last change of its episodes; `undefined` while it has none. */
  readonly modified: string | undefined;
}

const episodesFile = 'episodes.jsonl';
const mostFolders = 200; // folders of one level that are looked into

/** Joins the parts of a path; the server's root is an empty text. */
export const pathOf = (...parts: readonly string[]): string => parts.filter(Boolean).join('/');

/**
 * The run folders that a reader may mean: in `runs/` of the folder that is open, of those above it,
 * and of those in the server's root; also where one of these folders holds runs or is a run itself.
 * Runs with the newest episodes come first, runs without episodes last.
 */
export async function findRuns(server: Folders, openFolder: string): Promise<FoundRun[]> {
  const folders = remembering(server);
  const places = await placesFrom(folders, openFolder);
  const runs = new Map<string, FoundRun>();
  const add = (found: readonly FoundRun[]) => found.forEach(run => runs.set(run.folder, run));
  for (const place of places) {
    add(await runsIn(folders, place, 0));
    add(await runsIn(folders, pathOf(place, 'runs'), 2));
  }
  const newest = ({ modified = '' }: FoundRun) => modified;
  return [...runs.values()].sort((a, b) => (newest(a) < newest(b) ? 1 : -1));
}

/** The first of some paths that exists in or above the folder that is open, or in a folder of the root. */
export async function findFile(
  server: Folders,
  openFolder: string,
  paths: readonly string[]
): Promise<string | undefined> {
  const folders = remembering(server);
  for (const place of await placesFrom(folders, openFolder)) {
    for (const path of paths) {
      const parts = pathOf(place, path).split('/');
      const name = parts.pop();
      const entries = await folders.entries(parts.join('/'));
      if (entries.some(entry => entry.name === name)) return pathOf(place, path);
    }
  }
  return undefined;
}

/** The folder that is open and those above it, nearest first; then the folders of the root. */
async function placesFrom(folders: Folders, openFolder: string): Promise<string[]> {
  const parts = openFolder.split('/').filter(Boolean);
  const upwards = [...parts.keys(), parts.length].reverse().map(n => parts.slice(0, n).join('/'));
  const inRoot = subfolders(await folders.entries('')).filter(name => !upwards.includes(name));
  return [...upwards, ...inRoot];
}

/** A folder as a run, else the runs in it down to a depth. */
async function runsIn(folders: Folders, folder: string, depth: number): Promise<FoundRun[]> {
  const entries = await folders.entries(folder);
  const episodes = entries.find(({ name }) => name === episodesFile);
  if (episodes || entries.some(({ name }) => name === 'run.json')) {
    const nested = episodes ? [] : await runsIn(folders, pathOf(folder, 'imported'), 0);
    const own = { folder, modified: episodes?.modified };
    return nested.length > 0 ? nested : [own];
  }
  if (depth === 0) return [];
  const inside = subfolders(entries).map(name => runsIn(folders, pathOf(folder, name), depth - 1));
  return (await Promise.all(inside)).flat();
}

function subfolders(entries: readonly FolderEntry[]): string[] {
  const named = entries.filter(({ isFolder, name }) => isFolder && name !== 'node_modules');
  return named.map(({ name }) => name).slice(0, mostFolders);
}

/** Asks the server for each folder once. */
function remembering({ entries }: Folders): Folders {
  const known = new Map<string, ReturnType<Folders['entries']>>();
  return {
    entries: path => {
      const asked = known.get(path) ?? entries(path);
      known.set(path, asked);
      return asked;
    }
  };
}
