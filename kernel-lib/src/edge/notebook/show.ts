import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { z } from 'zod';
import { printable } from '../../base/escape';
import { print } from '../terminal';

/** One output in several forms; whoever shows it takes the best one it knows. */
export interface Bundle {
  readonly 'text/plain': string;
  readonly [mime: string]: unknown;
}

/** The cell that is being run. The same cell is the same object. */
export type Cell = (content: CellContent, isUpdate: boolean) => void;

interface CellContent {
  readonly data: Bundle;
  readonly metadata: object;
  readonly transient: { readonly display_id?: string };
}

/** What tslab's kernel keeps of the cell being run. Source: tslab 1.0.22, dist/jupyter.js. */
const Kernel = z.object({
  exports: z.object({ lastWriteDisplayData: z.custom<Cell>(write => typeof write === 'function') })
});
const kernelFile = /[\\/]tslab[\\/]dist[\\/]jupyter\.js$/;

/** The cell being run, or `undefined` outside a notebook's kernel. Nothing is loaded to find out. */
export function cellHere(): Cell | undefined {
  const { cache } = createRequire(__filename);
  const loaded = Object.keys(cache).find(path => kernelFile.test(path));
  return loaded === undefined
    ? undefined
    : Kernel.safeParse(cache[loaded]).data?.exports.lastWriteDisplayData;
}

/** Puts an output under the cell being run; outside a notebook prints its text. */
export function put(bundle: Bundle, cell: Cell | undefined = cellHere()): void {
  if (cell) cell({ data: shownSafely(bundle), metadata: {}, transient: {} }, false);
  else print(`${bundle['text/plain']}\n`);
}

/** An output whose content can be replaced while its cell runs. */
export function replaceable(cell: Cell): (bundle: Bundle) => void {
  const transient = { display_id: randomUUID() };
  let isUpdate = false;
  return data => {
    cell({ data: shownSafely(data), metadata: {}, transient }, isUpdate);
    isUpdate = true;
  };
}

/** The output as it is, but for invisible characters in its text, which a terminal client would obey. */
function shownSafely(bundle: Bundle): Bundle {
  return { ...bundle, 'text/plain': printable(bundle['text/plain']) };
}
