/**
 * Aborts `own` when `leader` is; returns what lets go. A stage has one signal for thousands of calls:
 * listening to it directly, each call would search all listeners to add and to remove its own.
 */
export function follow(leader: AbortSignal, own: AbortController): () => void {
  if (leader.aborted) own.abort(leader.reason);
  const all = followersOf(leader);
  all.add(own);
  return () => void all.delete(own);
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
