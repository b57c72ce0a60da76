import { smallMark } from '../edge/local/profile';
import type { Prompts } from './prompts';
import type { RunFile } from './run-file';

/** What every place that shows results of too small a model has to say. */
export const smallNotice =
  `A model of this run is ${smallMark}: below a billion parameters talk loops and ratings are ` +
  'noise. It shows that everything works, and nothing about the method.';

/** Whether a model of a run is too small for conclusions; such models say so by their names. */
export function isSmall({ models }: Pick<RunFile, 'models'>): boolean {
  return Object.values(models).some(({ model }) => model.includes(smallMark));
}

/** What is said when a run is opened: how far its results can be trusted. */
export function noticesOf(file: RunFile, { own }: Pick<Prompts, 'own'>): string[] {
  return [
    ...(isSmall(file) ? [smallNotice] : []),
    ...(file.simulated && own.length > 0 ? [unheard(own)] : [])
  ];
}

// Otherwise a class concludes that prompts do not matter.
function unheard(own: readonly string[]): string {
  return (
    `Simulated models read the labelled parts of a prompt only, not your own wording ` +
    `(${own.join(', ')}). It makes another run with other random draws: what differs is chance. ` +
    'Real models do read the rest.'
  );
}
