const loneSurrogate = /\p{Cs}/u;
const loneSurrogates = /\p{Cs}/gu;
// tab, the line separators and U+0085 are text; the others move cursors, end strings or mark records
const control = /(?![\t\n\v\f\r\x85])\p{Cc}/u;

/**
 * Why a text of a model cannot be kept as it is, as a part of a sentence; `undefined` where it can.
 * Half of a surrogate pair has no UTF-8 form: strict servers and other tools refuse it.
 */
export function textProblem(text: string): string | undefined {
  const half = loneSurrogate.exec(text);
  if (half) return `half of a character (the lone surrogate ${codeOf(half[0])})`;
  const found = control.exec(text);
  return found ? `a control character (${codeOf(found[0])})` : undefined;
}

/** The text with every lone surrogate written out as `\ud83d`; any other text is unchanged. */
export function wellFormed(text: string): string {
  return text.replace(loneSurrogates, half => `\\u${half.charCodeAt(0).toString(16)}`);
}

function codeOf(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}
