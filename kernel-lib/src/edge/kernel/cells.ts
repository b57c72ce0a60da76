/** A cell as it was run: its number, its source, and the JavaScript that it was compiled to. */
export interface RunCell {
  readonly number: number;
  readonly source: string;
  readonly compiled: string;
}

/** A line of a cell that took part in an error. */
export interface CellLine {
  readonly cell: number;
  /** Counted from 1, in the source as the reader sees it. */
  readonly line: number;
  readonly text: string;
}

const declaration =
  /^[ \t]*(?:export[ \t]+)?(?:async[ \t]+)?(?:const|let|var|function|class)[ \t]+(\{[^}]*\}|\[[^\]]*\]|[\w$]+)/gm;
const name = /[\w$]+/g;

/** Under which script name a cell's code appears in a stack. */
export function scriptName(cell: number): string {
  return `cell-${cell}.ts`;
}

/** The cells that a kernel has run: finds source lines for compiled ones, and names that are stale. */
export class Cells {
  private readonly cells = new Map<string, RunCell>();
  private readonly stale = new Set<string>();
  private current = '';
  private count = 0;

  /** Notes that a cell begins. */
  begin(source: string): number {
    this.current = source;
    return ++this.count;
  }

  /** Keeps what the cell being run was compiled to; returns it with the cell's name in it. */
  compiled(code: string): string {
    const number = this.count;
    this.cells.set(scriptName(number), { number, source: this.current, compiled: code });
    return `${code}\n//# sourceURL=${scriptName(number)}`;
  }

  /** Notes how the cell being run ended: what it declares is stale until a cell declares it again. */
  end(succeeded: boolean): void {
    for (const each of namesDeclaredIn(this.current)) {
      if (succeeded) this.stale.delete(each);
      else this.stale.add(each);
    }
  }

  /** The names used by the cell being run that keep an old value, as the cell declaring them failed. */
  staleNames(): string[] {
    const used = new Set(this.current.match(name));
    return [...this.stale].filter(each => used.has(each));
  }

  /** The source line of a place in a stack; undefined for code that is not a cell's. */
  lineAt(script: string, compiledLine: number): CellLine | undefined {
    const cell = this.cells.get(script);
    // the kernel calls a cell's code from a line after its end
    if (!cell || compiledLine > cell.compiled.split('\n').length) return undefined;
    const line = sourceLineOf(cell, compiledLine);
    const text = cell.source.split('\n')[line - 1]?.trim() ?? '';
    return { cell: cell.number, line, text };
  }

  /** The text of a line of the cell being run, counted from 1. */
  textOfLine(line: number): string {
    return this.current.split('\n')[line - 1] ?? '';
  }

  /** The number of the cell being run. */
  get number(): number {
    return this.count;
  }
}

/** The names that a cell declares at the beginning of a line. */
export function namesDeclaredIn(source: string): string[] {
  const unindented = source
    .split('\n')
    .filter(line => !/^\s/.test(line))
    .join('\n');
  return [...unindented.matchAll(declaration)].flatMap(([, names]) => names?.match(name) ?? []);
}

/**
 * The line of the source that is most like a compiled line. The compiler keeps the order of lines and
 * removes types, comments and blank lines, so the words of both are compared, and of equal lines the
 * one at the same share of the cell is taken.
 */
function sourceLineOf({ source, compiled }: RunCell, compiledLine: number): number {
  const lines = source.split('\n');
  const compiledLines = compiled.split('\n');
  const words = wordsOf(compiledLines[compiledLine - 1] ?? '');
  const expected = compiledLine - (compiledLines.length - lines.length);
  const scores = lines.map((line, i) => {
    const distance = Math.abs(i + 1 - expected) / (lines.length + compiledLines.length);
    return likeness(words, wordsOf(line)) - 0.1 * distance;
  });
  return scores.indexOf(Math.max(...scores)) + 1;
}

function wordsOf(line: string): string[] {
  const code = line.replace(/\bexports\.|\btsLastExpr\d* = /g, '');
  return code.match(/[\w$]+|[^\s\w$]/g) ?? [];
}

/** The share of words that two lines have in common. */
function likeness(a: readonly string[], b: readonly string[]): number {
  const inB = new Set(b);
  const common = a.filter(word => inB.has(word)).length;
  return a.length + b.length === 0 ? 0 : (2 * common) / (a.length + b.length);
}
