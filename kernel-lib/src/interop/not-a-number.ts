const tokens = ['NaN', 'Infinity', '-Infinity', '-NaN'];

/**
 * A text of JSON with `null` in place of what Python writes for numbers that are none, and how many
 * there were. What is in quotes stays.
 */
export function withoutNotNumbers(json: string): { readonly text: string; readonly n: number } {
  const parts: string[] = [];
  let n = 0;
  let from = 0;
  for (let at = 0; at < json.length; at++) {
    if (json[at] === '"') {
      at = closingQuote(json, at);
      continue;
    }
    const token = tokens.find(one => json.startsWith(one, at));
    if (token === undefined) continue;
    parts.push(json.slice(from, at), 'null');
    at += token.length - 1;
    from = at + 1;
    n++;
  }
  return { text: parts.join('') + json.slice(from), n };
}

/** Where the text in quotes that begins at `start` ends. */
function closingQuote(json: string, start: number): number {
  for (let at = start + 1; at < json.length; at++) {
    if (json[at] === '\\') at++;
    else if (json[at] === '"') return at;
  }
  return json.length;
}
