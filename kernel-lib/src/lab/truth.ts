import { LabError } from '../base/fail';
import { truthTeller, type TrueScores } from '../edge/truth';
import type { Episode } from '../episode/schema';
import { recordText } from '../rating/prompt';
import { dimensions, type Dimension } from '../rating/schema';
import type { Run } from './run';

export type { TrueScores };

/**
 * What truly happened in an episode of a simulated world, in seat order. For teaching and reports:
 * nothing that plays, judges, selects or trains asks for it.
 *
 * Throws: LabError [lab/truth] when the run's models are real ones, of whose talk nobody knows the truth.
 */
export async function truthOf(run: Run, episode: Episode): Promise<[TrueScores, TrueScores]> {
  if (!run.profile.simulated) {
    throw new LabError('lab/truth', {
      expected: 'a run on simulated models',
      got: run.profile.name,
      todo: 'Compare the judge with people instead; the truth of real talk is not known.'
    });
  }
  const { models, options } = run;
  const tell = await truthTeller(models.endpoint('judge'), models.fetch('judge'));
  const [first, second] = await tell(recordText(episode), options.signal);
  return [trueScores(first), trueScores(second)];
}

function trueScores(scores: readonly number[]): TrueScores {
  const entries = dimensions.map(({ name }, i) => [name, scores[i]!] as const);
  return Object.fromEntries(entries) as Record<Dimension, number>;
}
