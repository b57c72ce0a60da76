import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fetchFrom } from '../edge/embedded';
import { threadOf } from '../edge/thread';
import { rehearsalServer } from '../rehearsal/server';
import { weightFolder } from './weight-folder';

/**
 * The way to the embedded models, whose trained weights are kept in this folder. Built, they
 * have a thread to themselves, so that a run uses two cores; from the sources they share this one.
 */
export function embeddedFetch(weights: string): typeof fetch {
  return existsSync(program)
    ? thread.fetchFor(weights)
    : fetchFrom(rehearsalServer({ weights: weightFolder(weights) }));
}

const program = join(__dirname, 'lab', 'rehearsal-thread.cjs'); // beside the built library
const thread = threadOf(program); // one for all runs of this process
