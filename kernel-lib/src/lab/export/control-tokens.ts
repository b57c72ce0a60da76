import { UsageError } from '../../base/fail';
import type { Row } from '../../sft/schema';
import { controlTokensIn, escapeControlTokens } from '../../sft/control-tokens';

/** What an export does with control tokens of chat templates in its texts. */
export const controlTokenModes = ['escape', 'refuse', 'keep'] as const;
export type ControlTokenMode = (typeof controlTokenModes)[number];

/** A row of an export and the control tokens in its texts, in order. */
export interface ControlTokenRow {
  readonly row: string;
  readonly tokens: readonly string[];
}

const longestList = 10; // rows that a message names

/** Notes the control tokens of every text that is exported, and escapes them where the mode says so. */
export class ControlTokenFilter {
  private readonly found = new Map<string, string[]>();

  constructor(readonly mode: ControlTokenMode = 'escape') {}

  /** The rows with control tokens so far. */
  get rows(): ControlTokenRow[] {
    return [...this.found].map(([row, tokens]) => ({ row, tokens }));
  }

  /** A text of a row as it is exported. */
  text(row: string, text: string): string {
    const tokens = controlTokensIn(text);
    if (tokens.length > 0) this.found.set(row, [...(this.found.get(row) ?? []), ...tokens]);
    return this.mode === 'escape' ? escapeControlTokens(text) : text;
  }

  /** A training row as it is exported. */
  row(row: Row): Row {
    const { id, prompt, completion } = row;
    return { ...row, prompt: this.text(id, prompt), completion: this.text(id, completion) };
  }

  /** A record of plain data with all its texts as they are exported; names of fields stay. */
  record(row: string, value: unknown): unknown {
    if (typeof value === 'string') return this.text(row, value);
    if (Array.isArray(value)) return value.map(each => this.record(row, each));
    if (typeof value !== 'object' || value === null) return value;
    const fields = Object.entries(value).map(([name, each]) => [name, this.record(row, each)]);
    return Object.fromEntries(fields) as Record<string, unknown>;
  }

  /** One sentence that counts the tokens, and a line for each of the first rows; empty where none is. */
  lines(): string[] {
    const { rows } = this;
    if (rows.length === 0) return [];
    const count = rows.reduce((sum, { tokens }) => sum + tokens.length, 0);
    const named = rows
      .slice(0, longestList)
      .map(({ row, tokens }) => `  ${row}: ${[...new Set(tokens)].join(', ')}`);
    const rest =
      rows.length > longestList ? [`  … and ${rows.length - longestList} more rows`] : [];
    const done = {
      escape: 'escaped by a blank after the first character',
      keep: 'kept',
      refuse: 'found'
    };
    return [
      `Control tokens of chat templates: ${count} in ${rows.length} rows, ${done[this.mode]}.`,
      ...named,
      ...rest
    ];
  }

  /** Whether the export must not be made, because a text has a control token. */
  get isRefused(): boolean {
    return this.mode === 'refuse' && this.found.size > 0;
  }

  refusal(): UsageError {
    return new UsageError('lab/export', {
      expected: 'texts without control tokens of chat templates',
      got: this.lines().slice(1).join(';').trim(),
      todo: 'Nothing is exported. Leave these episodes out, or export with --control-tokens escape.'
    });
  }
}
