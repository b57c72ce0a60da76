/* Everything the set-up prints goes through here: programs it runs, and names of folders, are outside text. */

/** Prints one line on standard output. */
export function printLine(text) {
  process.stdout.write(`${printable(text)}\n`);
}

/** Prints one line of JSON on standard output. */
export function printJson(value) {
  const text = JSON.stringify(value).replace(invisible, sign => {
    const units = Array.from({ length: sign.length }, (_, i) => sign.charCodeAt(i));
    return units.map(unit => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
  });
  process.stdout.write(`${text}\n`);
}

/** Prints one line on standard error. */
export function printError(text) {
  process.stderr.write(`${printable(text)}\n`);
}

/**
 * A text without what a terminal would obey or not show; such characters become escapes such as `\x1b`.
 * The same as `printable` in src/base/escape.ts, which is not built yet when the set-up runs.
 */
export function printable(text) {
  return text.replace(hidden, (sign, kept) => kept ?? escapeOf(sign));
}

const invisible = /[\p{Cc}\p{Cs}\p{DI}\u2028\u2029\ufff9-\ufffb]/gu;

const kept =
  /\u{1f3f4}[\u{e0061}-\u{e007a}]{1,6}\u{e007f}|[\n\t\u200e\u200f\u061c]|(?<=[^\0-\x7f])[\u200c\u200d]|(?<![\ufe00-\ufe0f])[\ufe00-\ufe0f]/u;
const hidden = new RegExp(`(${kept.source})|${invisible.source}`, 'gu');

function escapeOf(sign) {
  const code = sign.codePointAt(0).toString(16);
  return code.length <= 2 ? `\\x${code.padStart(2, '0')}` : `\\u{${code}}`;
}
