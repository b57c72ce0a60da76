/**
 * What people call first, in the order in which they need it. The completions of the library begin
 * with these; everything else follows by name.
 */
export const firstNames: readonly string[] = [
  'openRun',
  'viewRun',
  'runLine',
  'writeTasks',
  'playEpisodes',
  'rateEpisodes',
  'selectEpisodes',
  'trainModels',
  'trainLine',
  'evaluateModels',
  'drawFigures',
  'tables',
  'show',
  'compare',
  'table',
  'figuresOf',
  'trainingCurve',
  'showPicture',
  'talk',
  'statusOf',
  'ratings',
  'preferences',
  'comparison',
  'misjudged',
  'truthOf',
  'check'
];

/** Completions in the order in which they are offered. */
export function inOrder(candidates: readonly string[]): string[] {
  const offered = new Set(candidates);
  if (!offered.has('openRun') || !offered.has('playEpisodes')) return [...candidates];
  const first = firstNames.filter(name => offered.has(name));
  const others = candidates.filter(name => !firstNames.includes(name));
  return [...first, ...others];
}
