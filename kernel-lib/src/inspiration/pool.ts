import { sources, type Inspiration } from './schema';

/**
 * One pool of all inspirations in the paper's order of sources, those of unknown source last. Of equal texts the first stays,
 * and texts that must not inspire a task (those of the evaluation's own tasks) are left out.
 *
 * Source: sotopia-pi, generate_inspirational_prompts.py.
 */
export function poolOf(
  lists: readonly (readonly Inspiration[])[],
  except: readonly string[] = []
): Inspiration[] {
  const seen = new Set(except);
  const inspirations = lists.flat();
  return [...sources, 'unknown']
    .flatMap(source => inspirations.filter(inspiration => inspiration.source === source))
    .filter(({ text }) => !seen.has(text) && seen.add(text));
}
