import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { LabError, messageOf } from '../../base/fail';
import { writeWhole } from '../../edge/files';
import { parseJson } from '../../edge/parse-json';
import type { RunView } from '../run';
import { tables } from '../tables';

/** One batch file of a run and how far it is. It names no server: that is the profile's. */
const Batch = z.object({
  /** The file of requests; what comes back stands in `<name>.output.jsonl` beside it. */
  name: z.string().regex(/^ratings-\d+$/),
  rows: z.number().int(),
  ids: z.array(z.string()),
  /** The server's id, once it is handed in. */
  id: z.string().optional(),
  /** Whether all that will ever come back is read. */
  collected: z.boolean()
});
export type Batch = z.infer<typeof Batch>;
const Stored = z.object({ version: z.literal(1), batches: z.array(Batch) });

/** The batches of a run, oldest first, and their files in `batches/`. */
export interface Batches {
  readonly all: readonly Batch[];
  /** Writes down a new file of requests, then that it is there. */
  add(text: string, ids: readonly string[]): Batch;
  change(name: string, change: Partial<Pick<Batch, 'id' | 'collected'>>): void;
  requests(batch: Batch): string;
  /** What came back; `undefined` while nothing did. */
  output(batch: Batch): string | undefined;
  keepOutput(batch: Batch, text: string): void;
  pathOf(batch: Batch, kind: 'requests' | 'output'): string;
}

/**
 * Reads the batches of a run folder; none where there are none.
 *
 * Throws: LabError [lab/batch/state] when the file was changed by hand and cannot be read
 */
export function batchesIn(run: string): Batches {
  const folder = join(run, 'batches');
  const path = join(folder, 'batches.json');
  let all = storedBatches(path);
  const store = (next: Batch[]) => {
    writeWhole(path, `${JSON.stringify({ version: 1, batches: next }, null, 1)}\n`);
    all = next;
  };
  const pathOf: Batches['pathOf'] = ({ name }, kind) =>
    join(folder, kind === 'output' ? `${name}.output.jsonl` : `${name}.jsonl`);
  return {
    get all() {
      return all;
    },
    add: (text, ids) => {
      const name = `ratings-${all.length + 1}`;
      const batch: Batch = { name, rows: ids.length, ids: [...ids], collected: false };
      writeWhole(pathOf(batch, 'requests'), text);
      store([...all, batch]);
      return batch;
    },
    change: (name, change) =>
      store(all.map(batch => (batch.name === name ? { ...batch, ...change } : batch))),
    requests: batch => readFileSync(pathOf(batch, 'requests'), 'utf8'),
    output: batch => {
      const file = pathOf(batch, 'output');
      return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
    },
    keepOutput: (batch, text) => writeWhole(pathOf(batch, 'output'), text),
    pathOf
  };
}

function storedBatches(path: string): Batch[] {
  if (!existsSync(path)) return [];
  try {
    return Stored.parse(parseJson(readFileSync(path, 'utf8'), path)).batches;
  } catch (error) {
    throw new LabError('lab/batch/state', {
      expected: `the batches of a run in ${path}`,
      got: messageOf(error),
      todo: 'Restore the file; it is written by rate --batch and by nobody else.',
      cause: error
    });
  }
}

/** How many ratings of a run are under way in its batches. */
export function waitingIn({ folder, rows }: Pick<RunView, 'folder' | 'rows'>): number {
  const open = batchesIn(folder).all.filter(({ collected }) => !collected);
  if (open.length === 0) return 0;
  const rated = new Set(rows(tables.ratings).map(({ id }) => id));
  return open.flatMap(({ ids }) => ids).filter(id => !rated.has(id)).length;
}
