/**
 * The same pure function of a text, with its latest answers kept; forgets all of them at the limit.
 * Keeps a copy of each text, since a part of a prompt would keep the whole prompt in memory.
 */
export function remembered<T>(limit: number, compute: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return text => {
    const hit = known.get(text);
    if (hit !== undefined) return hit;
    if (known.size >= limit) known.clear();
    const own = ownCopy(text);
    const value = compute(own);
    known.set(own, value);
    return value;
  };
}

// Joining and cutting makes the engine write the text anew; a plain slice would point into the prompt.
function ownCopy(text: string): string {
  return ` ${text}`.slice(1);
}
