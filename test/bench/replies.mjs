/* What reading a hostile reply costs. */
import { atMost, printedBy, table } from './measure.mjs';

export const title = 'Replies that repeat themselves';

const mostMs = 1000;

export async function section() {
  const { proper, repeated } = await printedBy('read-replies.ts');
  const rows = [
    ['an action of a megabyte', proper],
    ...repeated.map(([piece, ms]) => [`\`${piece}\``, ms])
  ];
  for (const [what, ms] of rows) atMost(mostMs, ms, `milliseconds to read a megabyte of ${what}`);
  return `Replies of a megabyte that repeat one piece, read for their thoughts and their JSON object in one pass. None may take more than ${mostMs} ms of processor time.

${table([['a megabyte of', 'CPU ms'], ...rows.map(([what, ms]) => [what, ms.toFixed(0)])])}`;
}
