const entities = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;']
]);

/** A text as HTML that shows it letter by letter, between tags and inside quoted attributes. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, sign => entities.get(sign)!);
}

/** A piece of HTML that `html` has made, so that every text in it is escaped. */
export class Markup {
  constructor(readonly text: string) {}
}

/** What may stand in a template: texts are escaped, markup stays, nothing is nothing. */
export type Piece = string | number | Markup | readonly Markup[] | undefined;

/** HTML from a template in which every text put in is escaped: html`<b>${name}</b>`. */
export function html(parts: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  const [first, ...others] = parts.map(withoutIndentation);
  return new Markup(others.reduce((text, part, i) => text + markupOf(pieces[i]) + part, first!));
}

/** A template's own text as it would stand without the indentation of the source it is in. */
function withoutIndentation(part: string): string {
  return part.replace(/\s*\n\s*/g, '\n');
}

function markupOf(piece: Piece): string {
  if (piece === undefined) return '';
  if (piece instanceof Markup) return piece.text;
  if (typeof piece === 'object') return piece.map(({ text }) => text).join('');
  return escaped(String(piece));
}

/**
 * A text as a terminal and a text output can show it: control characters, which could move a cursor,
 * change a title or hide text, and invisible characters are written as escapes such as `\x1b`. Line
 * breaks, tabs, joiners inside words and emoji, and direction marks stay.
 */
export function printable(text: string): string {
  return text.replace(hidden, (sign, kept?: string) => kept ?? escapeOf(sign));
}

/** A printable text on one line of at most `length` characters: a name or a reason from outside. */
export function oneLine(text: string, length = 500): string {
  return cutAt(printable(text).replaceAll('\n', '\\n').replaceAll('\t', '\\t'), length);
}

/** The start of a text, with a note of how much was cut off. */
export function cutAt(text: string, length: number): string {
  if (text.length <= length) return text;
  const shown = text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '');
  return `${shown}… (${text.length - shown.length} more characters)`;
}

/** One line of JSON in which a character that a terminal would not show is escaped; nothing is cut. */
export function printableJson(value: unknown): string {
  return JSON.stringify(value).replace(invisible, sign => {
    const units = Array.from({ length: sign.length }, (_, i) => sign.charCodeAt(i));
    return units.map(unit => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
  });
}

/**
 * A text as one word of a POSIX shell, quoted where the shell would read it otherwise.
 *
 * Differs: with invisible characters it is bash's and zsh's `$'…'`, so that a reader sees them.
 */
export function shellWord(text: string): string {
  const isVisible = text.search(invisible) < 0;
  if (isVisible && /^[\p{L}\p{M}\p{N}_@%+:,./-]+$/u.test(text)) return text;
  if (isVisible) return `'${text.replaceAll("'", "'\\''")}'`;
  const quoted = text.replace(/['\\]/g, '\\$&').replace(invisible, sign => {
    return `\\U${sign.codePointAt(0)!.toString(16).padStart(8, '0')}`;
  });
  return `$'${quoted}'`;
}

function escapeOf(sign: string): string {
  const code = sign.codePointAt(0)!.toString(16);
  return code.length <= 2 ? `\\x${code.padStart(2, '0')}` : `\\u{${code}}`;
}

const invisible = /[\p{Cc}\p{Cs}\p{DI}\u2028\u2029\ufff9-\ufffb]/gu;

// Invisible characters that stay: flags made of tag characters, a joiner after a letter or
// a sign that is not ASCII, a single variation selector, direction marks.
const kept =
  /\u{1f3f4}[\u{e0061}-\u{e007a}]{1,6}\u{e007f}|[\n\t\u200e\u200f\u061c]|(?<=[^\0-\x7f])[\u200c\u200d]|(?<![\ufe00-\ufe0f])[\ufe00-\ufe0f]/u;
const hidden = new RegExp(`(${kept.source})|${invisible.source}`, 'gu');
