import { loggedText } from './action-text';
import type { ImportedEpisode } from './schema';

/**
 * An imported episode as a reader sees it, however many take part; what only some heard is marked.
 * The verbs that need two characters refuse such an episode, but everybody can read it.
 */
export function importedText(episode: ImportedEpisode): string {
  const { names, scenario, goals, turns } = episode;
  const lines = turns
    .filter(({ action }) => action.action_type !== 'none')
    .map(({ round, character, action, to }) => {
      const heard = to ? ` (heard by ${to.join(', ')} only)` : '';
      return `Turn #${round + 1}: ${character} ${loggedText({ action })}${heard}`;
    });
  return [
    ...(scenario === undefined ? [] : [`Scenario: ${scenario}`]),
    `Participants: ${names.join(', ')}`,
    ...names.flatMap((name, i) => (goals?.[i] ? [`${name}'s goal: ${goals[i]}`] : [])),
    ...lines
  ].join('\n');
}
