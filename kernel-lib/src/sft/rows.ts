import { idOf } from '../base/id';
import { promptOf, type Action, type Episode, type Seat } from '../episode/schema';
import { fullName } from '../task/schema';
import type { Row } from './schema';

/**
 * The training rows of one character of an episode: for each of its own turns the exact prompt
 * it saw and the action it took. Silent turns teach nothing and are left out, and so are turns
 * that no model was asked for (a person's).
 *
 * Shapes: turns[T] → rows[≤ ⌈T/2⌉] in playing order
 * Source: sotopia-pi, prompt_reverse_engineering.py.
 * Differs: the prompt is the recorded one, not rebuilt from logs, and is never shortened; of the
 * published rows some silent turns remain (those with an argument), of ours none.
 */
export function rowsOf(episode: Episode, seat: Seat): Row[] {
  const name = fullName(episode.cast[seat]);
  return episode.turns.flatMap((turn, index) => {
    if (turn.character !== name || turn.action.action_type === 'none') return [];
    const prompt = promptOf(episode, turn)
      .map(message => message.content)
      .join('');
    if (prompt === '') return [];
    const place = { episode: episode.id, seat, turn: index };
    return [
      {
        id: idOf('row', place),
        tag: episode.tag,
        ...place,
        prompt,
        completion: completionOf(turn.action)
      }
    ];
  });
}

/** An action as the JSON that the agent's prompt asks for, spaces included. */
export function completionOf({ action_type, argument }: Action): string {
  return `{"action_type": ${JSON.stringify(action_type)}, "argument": ${JSON.stringify(argument)}}`;
}
