/** A signal of one's own that aborts with another, and can be let go of. */
export interface Follower {
  readonly signal: AbortSignal;
  letGo(): void;
}

/**
 * A signal for one call, aborted when `leader` is. A stage has one signal for thousands of calls:
 * listening to it directly, each call would search all listeners to add and to remove its own.
 */
export function following(leader: AbortSignal | undefined): Follower {
  const own = new AbortController();
  if (leader === undefined) return { signal: own.signal, letGo: () => undefined };
  if (leader.aborted) own.abort(leader.reason);
  const all = followersOf(leader);
  all.add(own);
  return { signal: own.signal, letGo: () => void all.delete(own) };
}

const followers = new WeakMap<AbortSignal, Set<AbortController>>();

function followersOf(leader: AbortSignal): Set<AbortController> {
  const known = followers.get(leader);
  if (known) return known;
  const all = new Set<AbortController>();
  followers.set(leader, all);
  const abort = () => all.forEach(each => each.abort(leader.reason));
  leader.addEventListener('abort', abort, { once: true });
  return all;
}
