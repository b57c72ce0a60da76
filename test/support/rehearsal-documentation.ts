import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { clusteredInterval, type Point } from '../../kernel-lib/src/base/stats';
import { foundChromium } from '../../kernel-lib/src/edge/chromium';
import { writeFigure } from '../../kernel-lib/src/edge/figure-files';
import type { ScoreSource, Summary } from '../../kernel-lib/src/evaluation/schema';
import { figure4 } from '../../kernel-lib/src/figure/figure4';
import type { Figure, Gap } from '../../kernel-lib/src/figure/schema';
import { emptyFolder } from './folder';
import type { Evaluation } from './rehearsal-line';
import type { MeasuredModel, SeedOutcome } from './rehearsal-measures';

/** Where the world is described. */
export const documentation = fileURLToPath(new URL('../../docs/rehearsal.md', import.meta.url));
const picture = fileURLToPath(new URL('../../docs/figures/rehearsal.png', import.meta.url));

/** Puts tables between their marks in the documentation, and the figure of the same numbers beside it. */
export async function writeDocumentation(
  outcomes: readonly SeedOutcome[],
  tables: readonly string[]
): Promise<void> {
  const text = readFileSync(documentation, 'utf8');
  let next = 0;
  const filled = text.replace(
    /(<!-- table -->\n)[\s\S]*?(<!-- end -->)/g,
    (_, start: string, end: string) => `${start}\n${tables[next++] ?? ''}\n\n${end}`
  );
  writeFileSync(documentation, filled);
  const folder = emptyFolder();
  const paths = await writeFigure(folder, figureOf(outcomes), {
    chromium: foundChromium({}),
    timeoutMs: 120_000
  });
  const made = paths.find(path => path.endsWith('.png'));
  mkdirSync(join(picture, '..'), { recursive: true });
  if (made) copyFileSync(made, picture);
}

const shownModels: readonly MeasuredModel[] = ['base', 'SR', 'BC', 'BC+SR', 'expert'];
const sources = [
  ['judge', 'judged'],
  ['simulatedRaters', 'rated'],
  ['truth', 'true']
] as const satisfies readonly (readonly [ScoreSource, keyof Evaluation])[];

/** Figure 4 over all seeds; each seed has tasks of its own. */
export function figureOf(outcomes: readonly SeedOutcome[]): Figure {
  const points = (model: MeasuredModel, value: (trial: Evaluation, i: number) => number) =>
    outcomes.flatMap((outcome, seed) =>
      outcome[model].tasks.map((task, i): Point => ({
        value: value(outcome[model], i),
        cluster: `${seed}/${task}`
      }))
    );
  const summaries = shownModels.flatMap(model =>
    sources.map(([source, by]): Summary => {
      const interval = clusteredInterval(points(model, (trial, i) => trial[by][i]!))!;
      return { model, source, dimension: 'goal', unrated: 0, ...interval };
    })
  );
  const gaps = shownModels.map((model): Gap => {
    const apart = points(model, ({ judged, rated }, i) => judged[i]! - rated[i]!);
    const what = { dimension: 'goal', above: 'judge', below: 'simulatedRaters' } as const;
    return { model, ...what, unmatched: 0, ...clusteredInterval(apart)! };
  });
  return figure4(summaries, gaps, {
    provenance: { run: `${outcomes.length} unseen seeds`, prompts: {}, models: {} },
    rehearsal: true,
    scope: 'hard tasks'
  });
}
