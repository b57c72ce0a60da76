/** A JSON object as it stands in a text, found without parsing it. */
export interface ScannedObject {
  /** The place after its closing brace. */
  readonly end: number;
  /** How many name–value pairs it has, those of nested objects included. */
  readonly pairs: number;
  /** Places of raw line breaks and tabs within its strings. */
  readonly breaks: readonly number[];
  /** Places of commas before a closing brace or bracket. */
  readonly commas: readonly number[];
}

const deepest = 64; // levels; a reply of ours has three
const outsideStrings = /[\s,:\d+\-.eEtrufalsn]/; // what stands there beside braces, brackets and quotes

/**
 * Scans the object that begins at `start`, once and without looking back; `undefined` where it is
 * cut off, nested too deeply, or has a character outside its strings that JSON has not.
 */
export function scanObject(text: string, start: number): ScannedObject | undefined {
  const [breaks, commas]: [number[], number[]] = [[], []];
  let [depth, pairs, comma] = [0, 0, -1];
  for (let at = start; at < text.length; at++) {
    const sign = text[at]!;
    if (sign === '"') {
      at = stringEnd(text, at, breaks);
      if (at < 0) return undefined;
    } else if (sign === '{' || sign === '[') {
      if (++depth > deepest) return undefined;
    } else if (sign === '}' || sign === ']') {
      if (comma >= 0) commas.push(comma);
      if (--depth === 0) return { end: at + 1, pairs, breaks, commas };
    } else if (!outsideStrings.test(sign)) return undefined;
    if (sign === ':') pairs++;
    if (sign === ',') comma = at;
    else if (sign.trim() !== '') comma = -1;
  }
  return undefined;
}

/** The place of the quote that closes a string, or -1; notes raw line breaks and tabs on the way. */
function stringEnd(text: string, start: number, breaks: number[]): number {
  for (let at = start + 1; at < text.length; at++) {
    const sign = text[at];
    if (sign === '"') return at;
    if (sign === '\\') at++;
    else if (sign === '\n' || sign === '\r' || sign === '\t') breaks.push(at);
  }
  return -1;
}

/** The text of a scanned object with its raw line breaks and tabs escaped and its extra commas removed. */
export function repairedText(text: string, start: number, object: ScannedObject): string {
  const edits = [...object.breaks, ...object.commas].sort((a, b) => a - b);
  const pieces: string[] = [];
  let from = start;
  for (const at of edits) {
    pieces.push(text.slice(from, at), escapes.get(text[at]!) ?? '');
    from = at + 1;
  }
  return [...pieces, text.slice(from, object.end)].join('');
}

const escapes = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t']
]);
