/** Who rates: the id names files, the name is for people. */
export interface RaterName {
  readonly id: string;
  readonly name: string;
}

const longestSlug = 40;

/** A person who typed a name: two people of one name still have two files. */
export function namedRater(name: string, chance: () => number): RaterName {
  const ending = Array.from({ length: 4 }, () => Math.floor(chance() * 36).toString(36)).join('');
  return { id: `${slugOf(name)}-${ending}`, name };
}

/** The user of a hub: always the same id; what the slug loses comes back as a short hash. */
export function hubRater(user: string): RaterName {
  const slug = slugOf(user);
  return { id: slug === user ? slug : `${slug}-${hashOf(user)}`, name: user };
}

function slugOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longestSlug)
    .replace(/^-|-$/g, '');
  return plain || 'rater';
}

/** FNV-1a, 32 bits: enough to keep the few users of one hub apart. */
function hashOf(text: string): string {
  const bytes = new TextEncoder().encode(text);
  const hash = bytes.reduce((sum, byte) => Math.imul(sum ^ byte, 0x01000193) >>> 0, 0x811c9dc5);
  return hash.toString(36);
}
