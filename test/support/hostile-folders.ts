import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Random } from '../../kernel-lib/src/base/random';
import { tables } from '../../kernel-lib/src/lab/tables';
import { emptyFolder } from './folder';

/** Things outside of a run folder that nothing in it may change. */
export interface Outside {
  readonly folder: string;
  readonly thesis: string;
  readonly pipe: string;
  readonly socket: string;
  /** Every file with its content. */
  content(): Record<string, string>;
}

/** A folder of somebody's own: a file, a file of rows, files that exports and weights could hit. */
export async function outside(): Promise<Outside> {
  const folder = emptyFolder();
  const thesis = join(folder, 'thesis.txt');
  const [pipe, socket] = [join(folder, 'pipe'), join(folder, 'socket')];
  writeFileSync(thesis, 'Chapter 1\nYears of wo');
  writeFileSync(join(folder, 'rows.jsonl'), '{"version":1,"id":"mine"}\n{"version":1,"id":"to');
  writeFileSync(join(folder, 'provenance.json'), '{"files":[]}');
  spawnSync('mkfifo', [pipe]);
  const server = createServer().listen(socket);
  await new Promise(resolve => server.once('listening', resolve));
  onTestFinished(() => void server.close());
  const files = () => readdirSync(folder).filter(name => !['pipe', 'socket'].includes(name));
  const content = () =>
    Object.fromEntries(files().map(name => [name, readFileSync(join(folder, name), 'utf8')]));
  return { folder, thesis, pipe, socket, content };
}

const names = Object.values(tables).map(({ file }) => file);
const imported = ['episodes', 'tasks', 'skipped', 'sources', 'inspirations', 'characters'];

/** Everything of a run folder that may be something else than it should be. */
const places: readonly string[] = [
  ...names,
  ...names.map(name => `journal/${name}`),
  ...['tasks', 'episodes', 'ratings'].map(name => `journal/${name}.replies.jsonl`),
  ...imported.map(name => `imported/${name}.jsonl`),
  ...['imported/skipped.jsonl.tmp', 'imported/inspirations.jsonl.tmp'],
  ...['run.json', 'run.lock', 'budget.json', 'run.json.0a1b2c3d.tmp', 'batches/batches.json'],
  ...['episodes.jsonl.index.json', 'ratings.jsonl.index.json', 'exports/trl/provenance.json'],
  ...['journal', 'imported', 'exports', 'exports/trl', 'figures', 'weights', 'batches'],
  ...['ratings', 'preferences', 'ratings/episode-1', 'ratings/episode-1/ada.json', 'notes.txt']
];

type Change = (path: string, others: Outside) => void;

function replaced(make: Change): Change {
  return (path, others) => {
    rmSync(path, { recursive: true, force: true });
    make(path, others);
  };
}

const lines = (path: string) => (isFile(path) ? readFileSync(path, 'utf8') : '').split('\n');

/** What a stranger, a bad merge or a crash makes of a place. */
const changes: Readonly<Record<string, Change>> = {
  link: replaced((path, { thesis }) => symlinkSync(thesis, path)),
  'link to rows': replaced((path, { folder }) => symlinkSync(join(folder, 'rows.jsonl'), path)),
  'link to a folder': replaced((path, { folder }) => symlinkSync(folder, path)),
  'link to nothing': replaced((path, { folder }) => symlinkSync(join(folder, 'new.txt'), path)),
  'link to itself': replaced(path => symlinkSync(path, path)),
  'link to a device': replaced(path => symlinkSync('/dev/zero', path)),
  'hard link': replaced((path, { thesis }) => linkSync(thesis, path)),
  'hard link to rows': replaced((path, { folder }) => linkSync(join(folder, 'rows.jsonl'), path)),
  pipe: replaced((path, { pipe }) => linkSync(pipe, path)),
  socket: replaced((path, { socket }) => linkSync(socket, path)),
  folder: replaced(path => mkdirSync(path)),
  prose: replaced(path => writeFileSync(path, 'It was a dark and')),
  nothing: replaced(path => writeFileSync(path, '')),
  'a row twice': path => appendText(path, `${lines(path)[0]}\n`),
  'a torn row': path => appendText(path, '{"version":1,"id":"to'),
  'null bytes': path => appendText(path, '\0\0\0'),
  'a byte order mark': path => prependText(path, '\uFEFF'),
  'a wrong number': path => appendText(path, '{"version":1e999}\n')
};

function appendText(path: string, text: string): void {
  if (isFile(path)) appendFileSync(path, text);
}

function prependText(path: string, text: string): void {
  if (isFile(path)) writeFileSync(path, text + readFileSync(path, 'utf8'));
}

function isFile(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

/** Spoils one to three places of a run folder, and says how. */
export function spoil(run: string, others: Outside, random: Random): string[] {
  return Array.from({ length: 1 + random.int(3) }, () => {
    const place = places[random.int(places.length)]!;
    const kind = Object.keys(changes)[random.int(Object.keys(changes).length)]!;
    const path = join(run, place);
    try {
      if (leadsOut(run, place)) return `${place}: as it was`;
      mkdirSync(dirname(path), { recursive: true });
      changes[kind]!(path, others);
    } catch {
      return `${place}: as it was`; // an earlier change is in the way
    }
    return `${place}: ${kind}`;
  });
}

/** Whether a folder on the way was made a link already: then a change would be one outside. */
function leadsOut(run: string, place: string): boolean {
  const parts = place.split('/').slice(0, -1);
  return parts.some((_, i) => {
    const path = join(run, ...parts.slice(0, i + 1));
    return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  });
}
