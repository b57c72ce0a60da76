import type { Listener } from './intake';
import type { ReadInspirations } from './schema';
import { readTable, type TableFormat } from './table';

/** Source: Social Chemistry 101 v1.0, social-chem-101.v1.0.tsv and its README. */
export const socialChem: TableFormat = {
  file: 'Social Chemistry 101 (social-chem-101.v1.0.tsv)',
  source: 'social_chem',
  delimiter: '\t',
  column: 'situation',
  columns: [
    'area',
    'm',
    'split',
    'rot-agree',
    'rot-categorization',
    'rot-moral-foundations',
    'rot-char-targeting',
    'rot-bad',
    'rot-judgment',
    'action',
    'action-agency',
    'action-moral-judgment',
    'action-agree',
    'action-legal',
    'action-pressure',
    'action-char-involved',
    'action-hypothetical',
    'situation',
    'situation-short-id',
    'rot',
    'rot-id',
    'rot-worker-id',
    'breakdown-worker-id',
    'n-characters',
    'characters'
  ]
};

/**
 * The distinct situations of Social Chemistry 101.
 *
 * Throws: LabError [inspiration/read-social-chem] when the header is another one
 */
export function readSocialChem(
  text: AsyncIterable<string>,
  listener?: Listener
): Promise<ReadInspirations> {
  return readTable(text, socialChem, listener);
}
