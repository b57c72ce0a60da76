import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { emptyFolder } from './folder';

const repository = fileURLToPath(new URL('../..', import.meta.url));

/** A project folder of the test's own, with the shipped data; what is named in `without` is left out. */
export function emptyProject(without: readonly string[] = []): string {
  const folder = emptyFolder();
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ workspaces: ['kernel-lib'] }));
  mkdirSync(join(folder, 'data'));
  for (const part of readdirSync(join(repository, 'data'))) {
    if (without.includes(`data/${part}`)) continue;
    symlinkSync(join(repository, 'data', part), join(folder, 'data', part));
  }
  return folder;
}

const roomFiles = [
  'run.json',
  'inspirations.jsonl',
  'tasks.jsonl',
  'castings.jsonl',
  'episodes.jsonl',
  'ratings.jsonl',
  'selections.jsonl',
  'rows.jsonl',
  'models.jsonl',
  'scores.jsonl'
];

/** Every room file of a run as text. Where models are served (`run.json`'s `models` setting) is left out. */
export function roomsOf(run: string): Record<string, string> {
  const text = (file: string) => readFileSync(join(run, file), 'utf8');
  const rooms = Object.fromEntries(roomFiles.map(file => [file, text(file)]));
  return { ...rooms, 'run.json': rooms['run.json']!.replace(/"models": "[^"]*"/, '"models": "…"') };
}
