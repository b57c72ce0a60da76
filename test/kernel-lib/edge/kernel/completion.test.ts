import { expect, test } from 'vitest';
import { firstNames, inOrder } from '../../../../kernel-lib/src/edge/kernel/completion';
import * as pi from '../../../../kernel-lib/src/index';

test('what people call comes first, and everything else keeps its order', () => {
  const offered = Object.keys(pi).sort();
  const ordered = inOrder(offered);
  expect(ordered.slice(0, 4)).toEqual(['openRun', 'viewRun', 'runLine', 'writeTasks']);
  expect([...ordered].sort()).toEqual(offered);
});

test('every name that comes first is one of the library', () => {
  expect(firstNames.filter(name => !(name in pi))).toEqual([]);
});

test('the names of anything else stay as they are', () => {
  expect(inOrder(['show', 'map', 'at'])).toEqual(['show', 'map', 'at']);
});
