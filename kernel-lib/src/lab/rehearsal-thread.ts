/* The program of the thread in which the embedded models answer; a handler's name is its weights' folder. */
import { parentPort } from 'node:worker_threads';
import { answerCalls } from '../edge/thread';
import { rehearsalServer } from '../rehearsal/server';
import { weightFolder } from './weight-folder';

if (parentPort) {
  answerCalls(parentPort, weights => rehearsalServer({ weights: weightFolder(weights) }));
}
