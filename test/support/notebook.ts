import { readFileSync } from 'node:fs';
import { z } from 'zod';

const text = z.union([z.string(), z.array(z.string()).transform(lines => lines.join(''))]);

const Output = z.discriminatedUnion('output_type', [
  z.object({ output_type: z.literal('stream'), name: z.string(), text }),
  z.object({
    output_type: z.enum(['display_data', 'execute_result']),
    data: z.record(z.string(), z.unknown())
  }),
  z.object({ output_type: z.literal('error'), ename: z.string(), evalue: z.string() })
]);
export type Output = z.infer<typeof Output>;

const CodeCell = z.object({
  cell_type: z.literal('code'),
  source: text,
  execution_count: z.number().nullable(),
  outputs: z.array(Output)
});
const MarkdownCell = z.object({ cell_type: z.literal('markdown'), source: text });

/** A notebook file, as far as tests look at it. */
export const Notebook = z.object({
  nbformat: z.literal(4),
  cells: z.array(z.discriminatedUnion('cell_type', [CodeCell, MarkdownCell]))
});
export type Notebook = z.infer<typeof Notebook>;

export function readNotebook(path: string): Notebook {
  return Notebook.parse(JSON.parse(readFileSync(path, 'utf8')));
}

export function codeCells({ cells }: Notebook): z.infer<typeof CodeCell>[] {
  return cells.filter(cell => cell.cell_type === 'code');
}

/** What an output says in plain text, and where it says it. */
export function outputText(output: Output): string {
  switch (output.output_type) {
    case 'stream':
      return `${output.name}: ${output.text}`;
    case 'error':
      return `error: ${output.ename}: ${output.evalue}`;
    default:
      return text.parse(output.data['text/plain'] ?? '');
  }
}

/** The lines of prose without what may hold a number: titles, links, code, exercises, the paper's own names. */
export function proseOf({ cells }: Notebook): string[] {
  return cells
    .filter(cell => cell.cell_type === 'markdown')
    .flatMap(({ source }) => source.split('\n'))
    .filter(line => !line.startsWith('#'))
    .map(line =>
      line
        .replace(/`[^`]*`/g, '')
        .replace(/\]\([^)]*\)/g, ']')
        .replace(/\*\*Exercise \d+\*\*/g, '')
        .replace(/ACL 2024|arXiv:[\d.]+|appendix B\.\d|Figure \d/g, '')
    );
}
