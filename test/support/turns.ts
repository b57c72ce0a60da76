import { Action, actionTypes, type Turn } from '../../kernel-lib/src/episode/schema';

/**
 * Turns as a test writes them down: a name, a colon, an action type, and what is said or done
 * where it matters: `turns('Ava: speak', 'Ben: action waves', 'Ava: none')`.
 */
export function turns(...lines: readonly string[]): Turn[] {
  return lines.map(line => {
    const [character, act] = split(line);
    const type = actionTypes.find(each => act === each || act.startsWith(`${each} `));
    const said = act.slice(type?.length).trim();
    const isVisible = type !== 'none' && type !== 'leave';
    const action = { action_type: type, argument: said || (isVisible ? 'Well.' : '') };
    return { character, action: Action.parse(action), prompt: [] };
  });
}

/** A talk of so many turns in which both speak in turn, the first name first. */
export function talk(length: number, names: readonly [string, string] = ['Ava', 'Ben']): Turn[] {
  return turns(...Array.from({ length }, (_, i) => `${names[i % 2]}: speak`));
}

function split(line: string): [string, string] {
  const colon = line.indexOf(': ');
  return [line.slice(0, colon), line.slice(colon + 2)];
}
