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
 * change a title or hide what stands beside them, are written out; line breaks and tabs stay.
 */
export function printable(text: string): string {
  return text.replace(controls, sign => {
    const code = sign.codePointAt(0)!.toString(16);
    return code.length <= 2 ? `\\x${code.padStart(2, '0')}` : `\\u{${code}}`;
  });
}

// all but tab and line feed, and the marks that turn the direction of what follows
const controls = /(?![\n\t])[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;
