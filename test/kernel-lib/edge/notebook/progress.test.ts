import { expect, test } from 'vitest';
import { notebookProgress } from '../../../../kernel-lib/src/edge/notebook/progress';
import type { Cell } from '../../../../kernel-lib/src/edge/notebook/show';

/** Two cells that keep the texts they are sent, a clock, and progress that is shown in either. */
function board() {
  const shown: string[][] = [[], []];
  const cells = shown.map<Cell>(
    texts =>
      ({ data }) =>
        void texts.push(data['text/plain'])
  );
  let here: Cell | undefined = cells[0];
  let ms = 0;
  const tell = notebookProgress(
    () => here,
    () => ms
  );
  const going = (stage: string, line: string) => tell({ stage, line, finished: false });
  const finished = (stage: string, line: string) => tell({ stage, line, finished: true });
  const stand = (cell: number) => (here = cells[cell]);
  const wait = (more: number) => (ms += more);
  return { shown, going, finished, stand, wait };
}

test('a stage has one line, which is replaced', () => {
  const { shown, going, finished, wait } = board();
  going('play', 'play 1/2');
  wait(100);
  going('play', 'play 2/2');
  finished('play', 'play: done');
  expect(shown[0]).toEqual(['play 1/2', 'play 2/2', 'play: done']);
});

test('a line that changes faster than it can be read is left out, the last word never', () => {
  const { shown, going, finished, wait } = board();
  going('play', 'play 1/3');
  wait(99);
  going('play', 'play 2/3');
  finished('play', 'play: done');
  expect(shown[0]).toEqual(['play 1/3', 'play: done']);
});

test('stages of one cell stand below each other, also when one comes again', () => {
  const { shown, finished } = board();
  finished('play', 'play: done');
  finished('rate', 'rate: done');
  finished('play', 'play: done');
  expect(shown[0]!.at(-1)).toBe('play: done\nrate: done');
});

test('another cell has lines of its own', () => {
  const { shown, finished, stand } = board();
  finished('play', 'play: done');
  stand(1);
  finished('rate', 'rate: done');
  expect(shown).toEqual([['play: done'], ['rate: done']]);
});

test('where no cell is, nothing is said', () => {
  const { shown, finished, stand } = board();
  stand(2);
  finished('play', 'play: done');
  expect(shown).toEqual([[], []]);
});
