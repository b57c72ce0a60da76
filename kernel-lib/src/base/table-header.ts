import { commaTable, rowsIn, type TableShape } from './csv';

/** The header row of a table. */
export interface TableHeader {
  readonly names: readonly string[];
  /** How the rows below it are written. */
  readonly shape: Pick<TableShape, 'delimiter' | 'quotes' | 'width'>;
}

/** As spreadsheets and published files separate cells, in the order of how common it is. */
const delimiters = [',', ';', '\t', '|'];

/**
 * The header in a line that has every required column, each once, whatever separates them; other
 * columns, such as an index, may be there too.
 */
export function headerIn(line: string, required: readonly string[]): TableHeader | undefined {
  return headersIn(line).find(({ names }) =>
    required.every(column => names.filter(name => name === column).length === 1)
  );
}

/** The line read as a header with each delimiter in turn. */
export function headersIn(line: string): TableHeader[] {
  return delimiters.map(delimiter => {
    const quotes = delimiter !== '|'; // published lists with it quote nothing
    const [row] = rowsIn(line, { ...commaTable, delimiter, quotes });
    const names = row && 'cells' in row ? row.cells.map(name => name.trim()) : [];
    return { names, shape: { delimiter, quotes, width: names.length } };
  });
}

/** What a table lacks of the columns of a format that it has most of; `undefined` for another table. */
export function missingColumns(line: string, required: readonly string[]): string[] | undefined {
  const lacking = headersIn(line).map(({ names }) =>
    required.filter(column => names.filter(name => name === column).length !== 1)
  );
  const [least = []] = lacking.sort((a, b) => a.length - b.length);
  return least.length > 0 && least.length < required.length / 2 ? least : undefined;
}
