import { scoreSources, type Score, type ScoreSource } from '../../kernel-lib/src/evaluation/schema';
import type { Origin } from '../../kernel-lib/src/figure/schema';
import { scoreWith } from './scores';

/** What a figure of a test says of itself. */
export const origin: Origin = {
  provenance: {
    run: 'test-run',
    prompts: { judge: 'hash-of-the-judge-prompt' },
    models: { expert: 'model-a', judge: 'model-b' }
  },
  rehearsal: false,
  scope: 'the hard tasks'
};

/**
 * Scores of four tasks per model and source, spread by up to a quarter of a point around the
 * given means, the judge's more than the others': `goals({ base: { judge: 4, people: 3 } })`.
 */
export function goals(
  means: Readonly<Record<string, Partial<Record<ScoreSource, number>>>>
): Score[] {
  return Object.entries(means).flatMap(([model, bySource]) =>
    scoreSources.flatMap(source => {
      const mean = bySource[source];
      if (mean === undefined) return [];
      const offsets = source === 'judge' ? [-0.25, -0.1, 0.1, 0.25] : [-0.2, -0.1, 0.1, 0.2];
      return offsets.map((off, i) => scoreWith(mean + off, { model, source, task: `task-${i}` }));
    })
  );
}
