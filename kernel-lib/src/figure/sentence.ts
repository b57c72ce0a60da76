import type { ScoreSource, Summary } from '../evaluation/schema';
import { inOrder, sourceLooks } from './palette';
import type { Gap } from './schema';
import { fixed, signed } from './text';

/** The way of training that the paper follows: from the base model to the end. */
const path = ['base', 'BC', 'BC+SR'];

/**
 * What the gaps of one pair of sources say, in one sentence that claims no more than they show:
 * growth that their intervals do not carry is called noise, and none is called none.
 *
 * Shapes: gaps[models], one per model and all of one source
 */
export function gapSentence(gaps: readonly Gap[], below: ScoreSource): string {
  const steps = path.flatMap(model => gaps.find(gap => gap.model === model && gap.n > 0) ?? []);
  const who = sourceLooks[below].inSentence;
  const first = steps[0];
  const last = steps.at(-1);
  if (first?.mean === undefined || last?.mean === undefined) {
    return `The judge and ${who} have no scores to compare`;
  }
  if (first === last) return onlyGap(first.model, first.mean, who);
  const isGrowing = isClear(first, last);
  if (last.low === undefined ? last.mean <= 0 : last.low <= 0) {
    return isGrowing
      ? `The judge rises against ${who} as training goes on, but not above them`
      : `The judge does not run ahead of ${who}`;
  }
  if (last.mean <= first.mean) return `The judge’s lead over ${who} does not grow with training`;
  if (!isGrowing) {
    return `The judge’s lead over ${who} grows with training, but within the noise`;
  }
  const stalls = steps.findIndex((step, i) => i > 0 && step.mean! <= steps[i - 1]!.mean!);
  if (stalls < 0) return `The judge runs ahead of ${who} as training goes on`;
  return `The judge’s lead over ${who} grows with training, but not from ${steps[stalls - 1]!.model} to ${steps[stalls]!.model}`;
}

/** What the judge's goal scores say where nobody else has rated. */
export function judgeSentence(summaries: readonly Summary[]): string {
  const judged = summaries.filter(summary => summary.mean !== undefined);
  const models = inOrder(judged.map(summary => summary.model)).filter(name => name !== 'expert');
  const first = judged.find(summary => summary.model === models[0]);
  const last = judged.find(summary => summary.model === models.at(-1));
  if (first?.mean === undefined || last?.mean === undefined) return 'Nothing has been rated yet';
  const score = `The judge scores the goal of ${last.model} ${fixed(last.mean)}`;
  if (first === last) return score;
  const difference = last.mean - first.mean;
  if (fixed(difference) === '0.00') return `${score}, as that of ${first.model}`;
  const side = difference > 0 ? 'above' : 'below';
  return `${score}, ${fixed(Math.abs(difference))} ${side} ${first.model}`;
}

/**
 * Which dimension moves most from the first model of the paper's order to the last trained one;
 * only what lies beyond both intervals counts as moved.
 */
export function dimensionsSentence(summaries: readonly Summary[], source: ScoreSource): string {
  const own = summaries.filter(one => one.source === source && one.dimension !== 'overall');
  const models = inOrder(own.map(one => one.model)).filter(model => model !== 'expert');
  const [from, to] = [models[0], models.at(-1)];
  const by = `By ${sourceLooks[source].inSentence}`;
  if (from === undefined || from === to) return `${by}: the seven dimensions`;

  const moved = own
    .filter(one => one.model === to)
    .flatMap(last => {
      const first = own.find(one => one.model === from && one.dimension === last.dimension);
      return first && (isClear(first, last) || isClear(last, first)) ? [{ first, last }] : [];
    })
    .map(({ first, last }) => ({ name: last.dimension, by: last.mean! - first.mean! }))
    .sort((a, b) => b.by - a.by);
  const [best, worst] = [moved[0], moved.at(-1)];
  if (!best || !worst) return `${by}, nothing clearly changes from ${from} to ${to}`;
  const move = ({ name, by }: typeof best) => `${dimensionText(name)} (${signed(by)})`;
  if (best.by < 0)
    return `${by}, ${move(worst)} falls most from ${from} to ${to}; nothing clearly rises`;
  const rise = `${by}, ${move(best)} rises most from ${from} to ${to}`;
  return `${rise}; ${worst.by < 0 ? `${move(worst)} falls` : 'nothing clearly falls'}`;
}

/** A dimension's name in words: `social rules`, `financial and material benefits`. */
export function dimensionText(name: string): string {
  return name.replaceAll('_', ' ');
}

/** Whether the last lies above the first beyond the intervals of both. */
function isClear(first: Gap | Summary, last: Gap | Summary): boolean {
  return first.high !== undefined && last.low !== undefined && last.low > first.high;
}

function onlyGap(model: string, mean: number, who: string): string {
  const side = mean < 0 ? 'below' : 'above';
  return `The judge stands ${fixed(Math.abs(mean))} ${side} ${who} for ${model}`;
}
