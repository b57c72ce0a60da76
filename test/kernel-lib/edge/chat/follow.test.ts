import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { follow } from '../../../../kernel-lib/src/edge/chat/follow';

test('a follower aborts with its leader, and for the same reason', () => {
  const [leader, first, second] = controllers(3);
  follow(leader!.signal, first!);
  follow(leader!.signal, second!);
  expect(first!.signal.aborted).toBe(false);
  leader!.abort('enough');
  expect([first!.signal.reason, second!.signal.reason]).toEqual(['enough', 'enough']);
});

test('a follower that was let go of stays as it is', () => {
  const [leader, follower] = controllers(2);
  follow(leader!.signal, follower!)();
  leader!.abort();
  expect(follower!.signal.aborted).toBe(false);
});

test('whoever follows an aborted leader is aborted at once', () => {
  const [follower] = controllers(1);
  follow(AbortSignal.abort('before'), follower!);
  expect(follower!.signal.reason).toBe('before');
});

test('a leader has one listener however many follow it', () => {
  const [leader, ...others] = controllers(1000);
  others.forEach(each => follow(leader!.signal, each));
  expect(getEventListeners(leader!.signal, 'abort')).toHaveLength(1);
});

function controllers(count: number): AbortController[] {
  return Array.from({ length: count }, () => new AbortController());
}
