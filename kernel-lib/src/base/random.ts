/** A seeded source of random numbers; the same key gives the same sequence everywhere. */
export interface Random {
  /** A number in [0, 1). */
  next(): number;
  /** A whole number in [0, n). */
  int(n: number): number;
}

/** The generator that belongs to a key: any list of texts and numbers. Source: mulberry32. */
export function randomFrom(...key: readonly (string | number)[]): Random {
  let state = seedFrom(...key);
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return { next, int: n => Math.floor(next() * n) };
}

/** A whole number in [0, 2³¹) that belongs to a key; what a chat request carries as its seed. */
export function seedFrom(...key: readonly (string | number)[]): number {
  return key.reduce<number>((seed, part) => hash32(String(part), seed), 7) >>> 1;
}

/** One of the items, all equally likely. */
export function pick<T>(items: readonly T[], random: Random): T {
  return items[random.int(items.length)]!;
}

/** The items in random order (Fisher and Yates); the list given stays as it is. */
export function shuffle<T>(items: readonly T[], random: Random): T[] {
  const shuffled = [...items];
  for (let i = shuffled.length - 1; i > 0; i--) {
    const j = random.int(i + 1);
    [shuffled[i], shuffled[j]] = [shuffled[j]!, shuffled[i]!];
  }
  return shuffled;
}

/** `n` of the items, each at most once, in random order; all of them where there are fewer. */
export function sample<T>(items: readonly T[], n: number, random: Random): T[] {
  return shuffle(items, random).slice(0, n);
}

/** A draw from the normal distribution with mean 0 and variance 1. Source: Box and Muller. */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}

/** An index drawn from probabilities that sum to 1; never one whose probability is 0. */
export function draw(probabilities: ArrayLike<number>, random: Random): number {
  let left = random.next();
  let possible = 0;
  for (let i = 0; i < probabilities.length; i++) {
    left -= probabilities[i]!;
    if (left < 0) return i;
    if (probabilities[i]! > 0) possible = i;
  }
  return possible; // only rounding leads here
}

// Differs: half of cyrb53, enough for seeds. The length guards 'ab','c' against 'a','bc'.
function hash32(text: string, seed: number): number {
  let a = 0xdeadbeef ^ seed ^ text.length;
  let b = 0x41c6ce57 ^ seed;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  return a >>> 0;
}
