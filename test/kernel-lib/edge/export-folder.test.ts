import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ExportFolder, isFileName } from '../../../kernel-lib/src/edge/export-folder';
import { emptyFolder } from '../../support/folder';

test('files are written with their rows and hashes, and the provenance names them', () => {
  const path = join(emptyFolder(), 'out');
  const out = new ExportFolder(path);
  out.write('a/b.json', '{}', 1);
  const growing = out.open('rows.jsonl');
  growing.add('1\n');
  growing.add('2\n');
  growing.close(2);
  out.finish({ run: 'run-1' });
  expect(readFileSync(join(path, 'rows.jsonl'), 'utf8')).toBe('1\n2\n');
  expect(JSON.parse(readFileSync(join(path, 'provenance.json'), 'utf8'))).toEqual({
    run: 'run-1',
    files: [
      { file: 'a/b.json', rows: 1, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
      { file: 'rows.jsonl', rows: 2, sha256: expect.any(String) as string }
    ]
  });
});

test('an earlier export stays until the new one is finished, and then goes whole', () => {
  const path = emptyFolder();
  const before = new ExportFolder(path);
  before.write('old.json', '{}', 1);
  before.finish({});
  const next = new ExportFolder(path);
  next.write('new.json', '{}', 1);
  expect(readFileSync(join(path, 'old.json'), 'utf8')).toBe('{}');
  next.finish({});
  expect(readdirSync(path).sort()).toEqual(['new.json', 'provenance.json']);
});

test('a discarded export leaves the earlier one as it was, also after one that was killed', () => {
  const path = emptyFolder();
  new ExportFolder(path).open('killed.json').add('half');
  const before = new ExportFolder(path);
  before.write('a.json', '[1]', 1);
  before.finish({});
  const next = new ExportFolder(path);
  next.write('a.json', '[2]', 1);
  next.discard();
  expect(readdirSync(path).sort()).toEqual(['a.json', 'provenance.json']);
  expect(readFileSync(join(path, 'a.json'), 'utf8')).toBe('[1]');
});

test('a file beside an earlier export is not written over', () => {
  const path = emptyFolder();
  new ExportFolder(path).finish({});
  writeFileSync(join(path, 'mine.json'), 'mine');
  const next = new ExportFolder(path);
  next.write('mine.json', '{}', 1);
  expect(() => next.finish({})).toThrow('[edge/export-folder]');
  expect(readFileSync(join(path, 'mine.json'), 'utf8')).toBe('mine');
});

test('a folder with something else is not written to', () => {
  const path = emptyFolder();
  writeFileSync(join(path, 'precious.txt'), 'mine');
  expect(() => new ExportFolder(path)).toThrow('[edge/export-folder] expected an empty folder');
});

test('a forged provenance cannot make it delete files elsewhere', () => {
  const folder = emptyFolder();
  const path = join(folder, 'out');
  mkdirSync(path);
  writeFileSync(join(folder, 'precious.txt'), 'mine');
  const files = [{ file: '../precious.txt', rows: 1, sha256: '' }];
  writeFileSync(join(path, 'provenance.json'), JSON.stringify({ files }));
  new ExportFolder(path).finish({});
  expect(existsSync(join(folder, 'precious.txt'))).toBe(true);
});

test.each([
  ['01H7VFHP3DPGRXH1Y500VQKF01', true],
  ['episode-0123.v1_a', true],
  ['a'.repeat(120), true],
  ['a'.repeat(121), false],
  ['../a', false],
  ['a/b', false],
  ['a\\b', false],
  ['.hidden', false],
  ['', false],
  ['ü', false]
])('whether the id %j may become the name of a file: %s', (id, isName) => {
  expect(isFileName(id)).toBe(isName);
});
