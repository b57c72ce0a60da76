/** A finding of the compiler, as the kernel reports it. Lines and characters are counted from 0. */
export interface Diagnostic {
  readonly start: { readonly line: number; readonly character: number };
  readonly messageText: string;
  readonly code: number;
  readonly fileName?: string | undefined;
}

const unknownName = [2304, 2552, 18004];

/**
 * What the compiler found in a cell, for the person who wrote it: each place once, with its line, and
 * without the paths of declaration files.
 */
export function diagnosticsText(
  diagnostics: readonly Diagnostic[],
  textOfLine: (line: number) => string
): string {
  const places = new Map<string, Diagnostic[]>();
  for (const each of diagnostics) {
    const place = `${each.fileName ?? ''}:${each.start.line}:${each.start.character}`;
    places.set(place, [...(places.get(place) ?? []), each]);
  }
  const found = [...places.values()].map(chain => placeText(chain, textOfLine));
  return ['This cell was not run; TypeScript does not accept it.', ...found].join('\n');
}

function placeText(chain: readonly Diagnostic[], textOfLine: (line: number) => string): string {
  const [{ start, fileName, code }] = chain as [Diagnostic, ...Diagnostic[]];
  const messages = chain.map(({ messageText }) => withoutPaths(messageText));
  const advice =
    fileName === undefined && unknownName.includes(code) ? [adviceFor(messages[0]!)] : [];
  const where = fileName === undefined ? '' : `${fileName}, `;
  const text = [...messages, ...advice].join(' ');
  const line = fileName === undefined ? textOfLine(start.line + 1) : '';
  const quoted = line.trim() === '' ? [] : [`    ${line.trim()}`];
  return [`  ${where}line ${start.line + 1}: ${text}`, ...quoted].join('\n');
}

function adviceFor(message: string): string {
  return /'pi'/.test(message)
    ? 'Run the first cell of the notebook, which imports it.'
    : 'If another cell defines it, run that cell first.';
}

/** Types by their names: `pi.Task` instead of `import("/home/…/task/schema").Task`. */
export function withoutPaths(message: string): string {
  return message
    .replace(/typeof import\("[^"]*(?:kernel-lib|sotopia-pi)[^"]*"\)/g, 'sotopia-pi')
    .replace(/import\("[^"]*(?:kernel-lib|sotopia-pi)[^"]*"\)\./g, 'pi.')
    .replace(/import\("[^"]*\/node_modules\/((?:@[^/"]+\/)?[^/"]+)[^"]*"\)\.default/g, '$1')
    .replace(/import\("[^"]*"\)\./g, '');
}
