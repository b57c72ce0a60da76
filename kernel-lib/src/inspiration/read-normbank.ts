import type { Listener } from './intake';
import type { ReadInspirations } from './schema';
import { readTable, type TableFormat } from './table';

/** Source: NormBank, NormBank.csv. */
export const normbank: TableFormat = {
  file: 'NormBank (NormBank.csv)',
  source: 'normbank',
  delimiter: ',',
  column: 'behavior',
  columns: [
    'setting',
    'behavior',
    'setting-behavior',
    'constraints',
    'constraints_given',
    'constraint_predict',
    'norm',
    'label',
    'split'
  ]
};

/**
 * The distinct behaviours of NormBank, those of its dev and test split too: the published pool has
 * them all, and nothing is evaluated on them.
 *
 * Throws: LabError [inspiration/read-normbank] when the header is another one
 */
export function readNormbank(
  text: AsyncIterable<string>,
  listener?: Listener
): Promise<ReadInspirations> {
  return readTable(text, normbank, listener);
}
