import { existsSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';

/**
 * The folder that relative run folders and shipped data belong to: the nearest folder upwards
 * that holds this project, else the folder one stands in. Notebooks, command line and server agree on it.
 */
export function projectRoot(from: string = process.cwd()): string {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    if (isProject(folder)) return folder;
    if (folder === dirname(folder)) return resolve(from);
  }
}

/** A path as given by a user: as it is when absolute, else inside the project. */
export function inProject(path: string): string {
  return isAbsolute(path) ? path : join(projectRoot(), path);
}

/** A file that a user names to be read: as seen from where they stand, else inside the project. */
export function inputPath(path: string): string {
  return existsSync(path) ? resolve(path) : inProject(path);
}

/** The shipped data: the project's own, which a user may change, else the copy in the package. */
export function dataFolder(): string {
  const own = join(projectRoot(), 'data');
  return existsSync(own) ? own : packageFile('data');
}

/** A file that belongs to this package, from its sources or from its build. */
export function packageFile(name: string): string {
  const nearby = [join(__dirname, '..', name), join(__dirname, '../..', name)];
  return nearby.find(path => existsSync(path)) ?? nearby[0]!;
}

function isProject(folder: string): boolean {
  const manifest = join(folder, 'package.json');
  if (!existsSync(manifest)) return false;
  const { workspaces } = JSON.parse(readFileSync(manifest, 'utf8')) as { workspaces?: unknown };
  return Array.isArray(workspaces) && workspaces.includes('kernel-lib');
}
