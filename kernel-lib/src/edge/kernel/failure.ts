import { html, type Markup } from '../../base/escape';
import { inNotebook } from '../notebook/terms';
import type { CellLine } from './cells';

/** How an error is told below a cell. */
export interface Told {
  readonly name: string;
  /** One sentence: what, why, and what to do here. */
  readonly sentence: string;
  /** The reader's own line that the error comes from. */
  readonly line?: CellLine;
  /** The functions on the way, innermost first, for whoever wants to know more. */
  readonly way: readonly string[];
}

/** Finds the line of a cell for a place in a stack. */
export type LineAt = (script: string, line: number) => CellLine | undefined;

/** Anything that a cell threw, or a promise was rejected with, as a reader can use it. */
export function toldOf(error: unknown, lineAt: LineAt): Told {
  if (isInterruption(error)) return { name: 'Interrupted', sentence: interrupted, way: [] };
  if (!isErrorLike(error))
    return { name: 'Error', sentence: `The cell threw ${String(error)}.`, way: [] };
  const { lines, way } = placesIn(error, lineAt);
  return {
    name: error.name,
    sentence: sentenceOf(error),
    way,
    ...(lines[0] && { line: lines[0] })
  };
}

const interrupted =
  'Interrupted. Everything finished so far is kept; run the cell again to continue.';

/** The text of a told error. */
export function toldText({ sentence, line }: Told, cell: number): string {
  if (!line) return sentence;
  const where =
    line.cell === cell ? `line ${line.line}` : `line ${line.line} of cell [${line.cell}]`;
  return `${sentence}\n  ${where}: ${line.text}`;
}

/** The way of a told error, folded; nothing where it says no more than the line. */
export function wayMarkup({ way }: Told): Markup | undefined {
  if (way.length < 2) return undefined;
  return html`<details style="font-size:88%">
    <summary style="cursor:pointer">The calls that led there</summary>
    <pre style="margin:2px 0 2px 1em;white-space:pre-wrap">${way.join('\n')}</pre>
  </details>`;
}

interface ErrorLike {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
  readonly where?: unknown;
  readonly issues?: unknown;
  readonly cause?: unknown;
}

// Errors of cells come from another realm at times, so that they are known by their fields.
function isErrorLike(error: unknown): error is ErrorLike {
  const { name, message } = (error ?? {}) as Partial<ErrorLike>;
  return typeof name === 'string' && typeof message === 'string';
}

function isInterruption(error: unknown): boolean {
  const { name, message, code } = (error ?? {}) as Partial<ErrorLike> & { code?: string };
  return (
    code === 'ERR_SCRIPT_EXECUTION_INTERRUPTED' ||
    name === 'AbortError' ||
    message === 'Interrupted asynchronously'
  );
}

function sentenceOf(error: ErrorLike): string {
  const { name, message, cause, issues } = error;
  if (isIssues(issues)) return issuesText(issues);
  if (isOurs(error)) return inNotebook(message);
  if (isErrorLike(cause) && isOurs(cause)) return sentenceOf(cause);
  const [first = '', ...rest] = message.trim().split('\n');
  const more = rest.length > 0 ? ' …' : '';
  return first.startsWith(`${name}:`) ? `${first}${more}` : `${name}: ${first}${more}`;
}

// LabError of the library, which is another bundle than the kernel
function isOurs({ name, where }: ErrorLike): boolean {
  return name === 'LabError' && typeof where === 'string';
}

interface Issue {
  readonly path: readonly unknown[];
  readonly message: string;
}
const issuesShown = 3;

function isIssues(issues: unknown): issues is readonly Issue[] {
  return Array.isArray(issues) && issues.every(each => Array.isArray((each as Issue).path));
}

/** What does not fit in data that was parsed, the first fields by name. */
function issuesText(issues: readonly Issue[]): string {
  const named = issues.slice(0, issuesShown).map(({ path, message }) => {
    const place = path.length > 0 ? path.map(String).join('.') : 'the value itself';
    return `${place} (${message.replace(/^Invalid (input|option): /, '')})`;
  });
  const more = issues.length - named.length;
  const rest = more > 0 ? `, and ${more} more` : '';
  return `The data does not have the expected form: ${named.join(', ')}${rest}.`;
}

const frame = /^\s*at (?:(?:async )?(.*?) \()?(?:file:\/\/)?(.*?):(\d+):\d+\)?$/;

/** The lines of cells in a stack, and the calls of cells and of the library, innermost first. */
function placesIn({ stack = '' }: ErrorLike, lineAt: LineAt) {
  const lines: CellLine[] = [];
  const way: string[] = [];
  for (const text of stack.split('\n')) {
    const [, called = '', script = '', line = ''] = frame.exec(text) ?? [];
    const place = lineAt(script, Number(line));
    if (place) {
      lines.push(place);
      way.push(`cell [${place.cell}], line ${place.line}: ${place.text}`);
    } else if (isLibrary(script)) way.push(`${called.replace(/^Object\./, '')} (sotopia-pi)`);
  }
  return { lines, way: way.filter((each, i) => each !== way[i - 1]) };
}

/** Whether a script is the bundle of this library. */
export function isLibrary(script: string): boolean {
  return /[\\/](kernel-lib|sotopia-pi)[\\/]dist[\\/]index\.cjs$/.test(script);
}
