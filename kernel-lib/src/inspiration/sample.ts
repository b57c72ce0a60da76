import { LabError } from '../base/fail';
import { pick, type Random } from '../base/random';
import type { Inspiration, Source } from './schema';

/** The order in which a draw goes through the sources; the last takes the remainder. */
const drawOrder: readonly Source[] = ['normbank', 'social_iqa', 'social_chem'];

/**
 * Draws `n` inspirations, an equal share from each source. Every draw is independent, so the
 * same inspiration can come twice; whoever wants none again leaves it out of the pool. Those of
 * unknown source are drawn only where there are no others.
 *
 * Shapes: pool[P] → inspirations[n], by source
 * Throws: LabError [inspiration/sample] when there is nothing to draw from, or `n` is no count
 * Source: sotopia-pi, generate_new_envs.py.
 * Differs: a source that the pool lacks gives its share to the others.
 */
export function drawInspirations(
  pool: readonly Inspiration[],
  n: number,
  random: Random
): Inspiration[] {
  if (!Number.isInteger(n) || n < 0) {
    throw new LabError('inspiration/sample', {
      expected: 'a whole number of inspirations, 0 or more',
      got: n,
      todo: 'Say how many tasks you want.'
    });
  }
  const known = drawOrder
    .map(source => pool.filter(inspiration => inspiration.source === source))
    .filter(inspirations => inspirations.length > 0);
  const bySource = known.length > 0 || pool.length === 0 ? known : [pool];
  if (bySource.length === 0 && n > 0) {
    throw new LabError('inspiration/sample', {
      expected: `at least one inspiration to draw ${n} from`,
      got: pool,
      todo: 'Read one of the three corpora first.'
    });
  }
  const share = Math.floor(n / bySource.length);
  const last = bySource.length - 1;
  return bySource.flatMap((inspirations, i) => {
    const drawn = i === last ? n - last * share : share;
    return Array.from({ length: drawn }, () => pick(inspirations, random));
  });
}
