import { loggedText } from './action-text';
import { textOrNone, type Fields } from './fields';
import type { LoggedTurn } from './schema';

/** Turns as a reader sees them, a blank line between rounds. Source: EpisodeLog.render_for_humans. */
export function renderedText(turns: readonly LoggedTurn[]): string {
  const rounds = Array.from({ length: 1 + (turns.at(-1)?.round ?? -1) }, (): string[] => []);
  for (const turn of turns) {
    if (turn.action.action_type !== 'none') rounds[turn.round]?.push(rendered(turn));
  }
  const shown = rounds[0]?.length === 0 ? rounds.slice(1) : rounds; // as the published tool does
  return shown.map(lines => lines.join('\n')).join('\n\n');
}

function rendered(turn: LoggedTurn): string {
  const text = loggedText(turn);
  const isSpoken = turn.action.action_type === 'speak' && !turn.to;
  return `${turn.character}${isSpoken ? '' : ':'} ${text}`;
}

/** The conversation as it was released, where it is not what the turns say. */
export function otherRendering(
  fields: Fields,
  turns: readonly LoggedTurn[],
  where: string
): Fields {
  const text = textOrNone(fields, 'social_interactions', where);
  return text === undefined || text === renderedText(turns) ? {} : { social_interactions: text };
}
