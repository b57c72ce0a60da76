import { UsageError } from '../base/fail';

/** The lines in which the ids of a file were found, to refuse one that is there twice. */
export class LineNumbers {
  private readonly lines = new Map<string, number>();

  constructor(private readonly path: string) {}

  /** Throws: UsageError [edge/files] with both lines when an id is in the file twice. */
  check(id: string, line: number): void {
    const earlier = this.lines.get(id);
    if (earlier !== undefined) throw twice(id, `${this.path}:${earlier}`, `${this.path}:${line}`);
    this.lines.set(id, line);
  }
}

/** The error for an id in two lines: which of them is meant would be a guess. */
export function twice(id: string, one: string, other: string): UsageError {
  return new UsageError('edge/files', {
    expected: `the id ${id} once`,
    got: `it in two lines, ${one} and ${other}`,
    todo: 'Two processes or a merge wrote both. Keep the right line and remove the other.'
  });
}
