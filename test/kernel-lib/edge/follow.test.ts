import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { following } from '../../../kernel-lib/src/edge/follow';

test('a follower aborts with its leader, and for the same reason', () => {
  const leader = new AbortController();
  const [first, second] = [following(leader.signal), following(leader.signal)];
  expect(first.signal.aborted).toBe(false);
  leader.abort('enough');
  expect([first.signal.reason, second.signal.reason]).toEqual(['enough', 'enough']);
});

test('a follower that was let go of stays as it is', () => {
  const leader = new AbortController();
  const follower = following(leader.signal);
  follower.letGo();
  leader.abort();
  expect(follower.signal.aborted).toBe(false);
});

test('whoever follows an aborted leader is aborted at once', () => {
  expect(following(AbortSignal.abort('before')).signal.reason).toBe('before');
});

test('without a leader nothing ever aborts', () => {
  const follower = following(undefined);
  follower.letGo();
  expect(follower.signal.aborted).toBe(false);
});

test('a leader has one listener however many follow it', () => {
  const leader = new AbortController();
  for (let i = 0; i < 1000; i++) following(leader.signal);
  expect(getEventListeners(leader.signal, 'abort')).toHaveLength(1);
});
