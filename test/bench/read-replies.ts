/* Reads replies of a megabyte that repeat one piece, and prints the processor time of each in ms. */
import { jsonIn } from '../../kernel-lib/src/base/json';
import { splitThoughts } from '../../kernel-lib/src/base/thoughts';

const size = 1_000_000; // characters
const pieces = ['\\"', '{', '{"a":', '[', '<think>', '</think>', '"</think>{'];

function readMs(text: string): number {
  const before = process.cpuUsage();
  const { answer } = splitThoughts(text);
  if (answer !== undefined) jsonIn(answer);
  return process.cpuUsage(before).user / 1000;
}

const spoken = JSON.stringify({ action_type: 'speak', argument: 'Six it is. '.repeat(size / 11) });
const proper = readMs(spoken);
const repeated = pieces.map(piece => [piece, readMs(piece.repeat(size / piece.length))]);
console.log(JSON.stringify({ proper, repeated }));
