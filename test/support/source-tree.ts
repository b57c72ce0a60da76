import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** The root of the repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** One import of one source file; inside the same tree `to` is a file, outside it a package. */
export interface Import {
  readonly from: string; // 'episode/view'
  readonly to: string; // 'episode/schema', 'zod', 'node:fs'
  readonly isOurs: boolean;
}

/** The source files under a folder of the repository, as 'episode/view.ts'; none when it does not exist. */
export function sourcesUnder(folder: string): string[] {
  const top = join(root, folder);
  if (!existsSync(top)) return [];
  return readdirSync(top, { recursive: true, encoding: 'utf8' })
    .map(file => file.split(sep).join('/'))
    .filter(file => /\.(ts|tsx|mts|cts)$/.test(file))
    .sort();
}

/** The text of a file of the repository. */
export function textOf(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

/** Every import (static, dynamic, types, require) of the source files under a folder. */
export function importsUnder(folder: string): Import[] {
  return sourcesUnder(folder).flatMap(file => {
    const { importedFiles } = ts.preProcessFile(textOf(`${folder}/${file}`), true, true);
    return importedFiles.map(({ fileName }) => importOf(withoutEnding(file), fileName));
  });
}

/** The room or wing a file is in: 'episode/view' is in 'episode', 'cli' is in 'cli'. */
export function roomOf(file: string): string {
  return file.split('/')[0] ?? file;
}

/** The package a name comes from: '@stdlib/stats/x' and 'csv-parse/sync' without their inner paths. */
export function packageOf(name: string): string {
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
}

/** The files that belong to the repository: tracked, or new and not ignored. */
export function ownFiles(): string[] {
  if (existsSync(join(root, '.git'))) {
    const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
    const listed = execFileSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 });
    const files = listed.split('\0').filter(file => file !== '' && existsSync(join(root, file)));
    return [...new Set(files)];
  }
  return walked(root).map(file => relative(root, file).split(sep).join('/'));
}

const notOurs = new Set(['node_modules', '.venv', 'dist', 'runs', '.git', '.setup-lock']);

function walked(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(entry => !notOurs.has(entry.name))
    .flatMap(entry =>
      entry.isDirectory() ? walked(join(folder, entry.name)) : [join(folder, entry.name)]
    );
}

function importOf(from: string, name: string): Import {
  if (!name.startsWith('.')) return { from, to: name, isOurs: false };
  const to = normalize(join(dirname(from), name))
    .split(sep)
    .join('/');
  return { from, to: withoutEnding(to), isOurs: true };
}

function withoutEnding(file: string): string {
  return basename(file).includes('.') ? file.replace(/\.(ts|tsx|mts|cts|js|mjs|cjs)$/, '') : file;
}
