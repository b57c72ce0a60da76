const noConstraint = ['', 'nan', 'none', 'null', 'any'];

/**
 * A constraint as published: nested lists, or the text of such in Python's or JSON's way, e.g.
 * `[(18, 70), (21, 40)]`, `[['cook'], []]`, `[actor, actor]`. `undefined` where nothing is
 * constrained; a text that is no list comes back as it is.
 */
export function constraintOf(value: unknown): unknown {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') return value;
  if (noConstraint.includes(value.trim().toLowerCase())) return undefined;
  return listIn(value) ?? value;
}

/** Two lists of occupations: a seat that has one occupation may have it without a list around. */
export function occupationsOf(value: unknown): unknown {
  const constraint = constraintOf(value);
  if (constraint === undefined) return [[], []];
  if (!Array.isArray(constraint)) return constraint;
  if (constraint.length === 0) return [[], []];
  return constraint.map((seat: unknown) => {
    const occupations = constraintOf(seat);
    if (occupations === undefined) return [];
    return Array.isArray(occupations) ? (occupations as unknown[]) : [occupations];
  });
}

// An opening bracket, a closing one, a comma, a quoted text (single, double), a bare word.
const tokens =
  /\s*(?:([[(])|([\])])|(,)|'((?:[^'\\]|\\.)*)'(?=\s*[,\])])|"((?:[^"\\]|\\.)*)"(?=\s*[,\])])|([^[\](),]+))/g;

/** The nested list that a text writes down; `undefined` when it is not one list. */
function listIn(text: string): unknown[] | undefined {
  const top: unknown[] = [];
  const open: unknown[][] = [top];
  for (const [, opening, closing, comma, single, double, bare] of text.trim().matchAll(tokens)) {
    const list = open.at(-1);
    if (list === undefined) return undefined;
    if (opening !== undefined) open.push([]);
    else if (closing !== undefined) open.at(-2)?.push(open.pop());
    else if (comma === undefined) list.push(wordOf(single ?? double, bare));
  }
  const [list] = top;
  return open.length === 1 && top.length === 1 && Array.isArray(list) ? list : undefined;
}

function wordOf(quoted: string | undefined, bare = ''): string | number {
  if (quoted !== undefined) return quoted.replace(/\\(.)/g, '$1');
  const word = bare.trim();
  return /^\d+$/.test(word) ? Number(word) : word;
}
