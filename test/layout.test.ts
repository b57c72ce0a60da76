import { expect, test } from 'vitest';
import {
  importsUnder,
  ownFiles,
  packageOf,
  roomOf,
  sourcesUnder,
  textOf
} from './support/source-tree';

const sources = 'kernel-lib/src';
const line = [
  'inspiration',
  'task',
  'episode',
  'rating',
  'selection',
  'sft',
  'model',
  'evaluation',
  'figure'
];
const rooms = [...line, 'transcript'];
const wings = ['base', 'interop', 'rehearsal', 'edge', 'lab', 'index', 'cli', 'cli-options'];

const imports = importsUnder(sources);
const inside = imports.filter(each => each.isOurs);
const outside = imports.filter(each => !each.isOurs);
const isSchemaOf = (file: string, owners: readonly string[]) =>
  owners.some(room => file === `${room}/schema`);
const toLeftOf = (room: string) =>
  room === 'transcript' ? ['task', 'episode', 'rating'] : line.slice(0, line.indexOf(room));
const shown = (each: { from: string; to: string }) => `${each.from} → ${each.to}`;
const isIn = (room: string) => (each: { from: string }) => roomOf(each.from) === room;

test('every source file is in a room or a wing of the house', () => {
  const strays = sourcesUnder(sources)
    .map(file => roomOf(file.replace(/\.ts$/, '')))
    .filter(place => ![...rooms, ...wings].includes(place));
  expect(strays).toEqual([]);
});

test('base imports nothing of ours but itself, and outside only zod and, in stats, statistics', () => {
  const ours = inside.filter(isIn('base')).filter(each => roomOf(each.to) !== 'base');
  const others = outside.filter(isIn('base')).filter(each => !isBaseLibrary(each.from, each.to));
  expect([...ours, ...others].map(shown)).toEqual([]);
});

function isBaseLibrary(from: string, to: string): boolean {
  if (to === 'node:crypto') return from === 'base/id'; // a hash: computed, touches nothing
  return to === 'zod' || (from === 'base/stats' && to.startsWith('@stdlib/'));
}

test.each(rooms)('%s imports base, its own files, and only schemas to its left', room => {
  const wrong = inside
    .filter(isIn(room))
    .filter(each => ![room, 'base'].includes(roomOf(each.to)))
    .filter(each => !isSchemaOf(each.to, toLeftOf(room)));
  expect(wrong.map(shown)).toEqual([]);
});

test('rooms and interop take no outside library but the pure ones', () => {
  const pure = ['zod'];
  const wrong = outside
    .filter(each => [...rooms, 'interop'].includes(roomOf(each.from)))
    .filter(each => !pure.includes(packageOf(each.to)));
  expect(wrong.map(shown)).toEqual([]);
});

test.each(['interop', 'rehearsal', 'edge'])('%s imports base, its own files and schemas', wing => {
  const wrong = inside
    .filter(isIn(wing))
    .filter(each => ![wing, 'base'].includes(roomOf(each.to)))
    .filter(each => !isSchemaOf(each.to, rooms));
  expect(wrong.map(shown)).toEqual([]);
});

test('the rehearsal world takes nothing from outside but zod', () => {
  const wrong = outside.filter(isIn('rehearsal')).filter(each => each.to !== 'zod');
  expect(wrong.map(shown)).toEqual([]);
});

test('only index and cli import lab, and nothing imports those two', () => {
  const toLab = inside
    .filter(each => roomOf(each.to) === 'lab')
    .filter(each => !['lab', 'index', 'cli', 'cli-options'].includes(roomOf(each.from)));
  const toTop = inside.filter(each => ['index', 'cli'].includes(each.to));
  expect([...toLab, ...toTop].map(shown)).toEqual([]);
});

test('the extension imports only the pure modules of the library', () => {
  const open = [
    'base/fail',
    'transcript/schema',
    'transcript/index-file',
    'rating/study',
    'rating/assign',
    'figure/template',
    'figure/trace-types'
  ];
  const wrong = importsUnder('extension/src')
    .filter(each => /kernel-lib|sotopia-pi/.test(each.to))
    .filter(each => !open.some(module => each.to.endsWith(`/${module}`)));
  expect(wrong.map(shown)).toEqual([]);
});

test('only the wiring of the extension knows JupyterLab', () => {
  const wiring = [
    ...['renderer', 'document', 'browser-panel', 'store', 'shared', 'commands', 'index'],
    ...['launch/commands', 'launch/icons', 'talk/talk-kernel', 'talk/talk-renderer']
  ];
  const wrong = importsUnder('extension/src')
    .filter(each => /^@(jupyterlab|lumino)\//.test(each.to))
    .filter(each => !wiring.includes(each.from));
  expect(wrong.map(shown)).toEqual([]);
});

const written = [sources, 'extension/src'].flatMap(folder =>
  sourcesUnder(folder).map(file => `${folder}/${file}`)
);

test('no source file is longer than 200 lines', () => {
  const long = written.filter(file => textOf(file).trimEnd().split('\n').length > 200);
  expect(long).toEqual([]);
});

test('files are named in kebab-case, by what is inside', () => {
  const vague = /(^|-)(utils?|helpers?|common|misc|managers?)(-|\.|$)/;
  const named = (file: string) => file.split('/').at(-1) ?? file;
  const wrong = written.filter(
    file => vague.test(named(file)) || !/^[a-z0-9]+(-[a-z0-9]+)*\.tsx?$/.test(named(file))
  );
  expect(wrong).toEqual([]);
});

test('nothing is a default export, the plugin entry excepted', () => {
  const wrong = written
    .filter(file => file !== 'extension/src/index.ts')
    .filter(file => /^export default\b|\bas default\b/m.test(textOf(file)));
  expect(wrong).toEqual([]);
});

test('outside the rehearsal world no file knows one of its models by name', () => {
  const name = /\brehearsal-(expert|partner|base|judge|writer|bc|sr)\b/;
  const wrong = sourcesUnder(sources)
    .filter(file => roomOf(file) !== 'rehearsal')
    .filter(file => name.test(textOf(`${sources}/${file}`)));
  expect(wrong).toEqual([]);
});

test('every entry at the top of the repository has its place', () => {
  const allowed = [
    ...['.ci', 'data', 'docs', 'extension', 'kernel-lib', 'notebooks', 'test'],
    ...['.gitattributes', '.github', '.gitignore', '.npmrc', '.prettierignore', '.prettierrc.json'],
    ...['LICENSE', 'README.md', 'SECURITY.md', 'package.json', 'package-lock.json'],
    ...['eslint.config.mjs', 'tsconfig.json', 'vitest.config.mts', 'CITATION.cff']
  ];
  const top = new Set(ownFiles().map(roomOf));
  expect([...top].filter(entry => !allowed.includes(entry))).toEqual([]);
});

test('no file speaks of the place it was written in', () => {
  const places = ['/work', 'shared'].map(folder => `${folder}/`);
  const isText = (file: string) => !/\.(png|jpg|gz|zip|woff2?|gguf|parquet)$/.test(file);
  const wrong = ownFiles()
    .filter(file => file !== 'package-lock.json' && isText(file))
    .filter(file => places.some(place => textOf(file).includes(place)));
  expect(wrong).toEqual([]);
});
