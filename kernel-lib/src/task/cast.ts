import { LabError } from '../base/fail';
import { idOf } from '../base/id';
import { sample, type Random } from '../base/random';
import type { People } from './people';
import { anyAge, type Casting, type Character, type Relationship, type Task } from './schema';

export interface CastingRules {
  /** Whether a character must have one of the occupations that the task names for its seat. */
  readonly occupations: boolean;
}

/** As published, where a task's occupations are not looked at. Source: Sotopia, samplers. */
export const castingDefaults: CastingRules = { occupations: false };

/**
 * Chooses `n` pairs who may play a task: in the task's relationship, in that order, of the right
 * ages; each relationship at most once.
 *
 * Shapes: people.relationships[R] → castings[n]
 * Throws: LabError [task/cast] when fewer than `n` pairs may play it
 * Source: Sotopia `sotopia/samplers/constraint_based_sampler.py`.
 */
export function castTask(
  task: Task,
  people: People,
  n: number,
  random: Random,
  rules: CastingRules = castingDefaults
): Casting[] {
  const byId = new Map(people.characters.map(character => [character.id, character]));
  const fitting = people.relationships.filter(({ kind, characters }) => {
    const pair = characters.map(id => byId.get(id)).filter(character => character !== undefined);
    return kind === task.relationship && pair.length === 2 && pair.every(fitsSeat(task, rules));
  });
  if (!Number.isInteger(n) || n < 0 || fitting.length < n) {
    throw new LabError('task/cast', {
      expected: `${n} pairs of characters for task ${task.id} (${constraintsOf(task, rules)})`,
      got: `${fitting.length} that fit`,
      todo: 'Ask for fewer pairs, or add relationships of this kind.'
    });
  }
  return sample(fitting, n, random).map(relationship => castingOf(task, relationship));
}

function fitsSeat(task: Task, rules: CastingRules) {
  return ({ age, occupation }: Character, seat: number): boolean => {
    const [low, high] = task.ages[seat]!;
    if (hasAges(task) && (age < low || age > high)) return false;
    const occupations = task.occupations[seat]!.map(text => text.toLowerCase());
    return (
      !rules.occupations ||
      occupations.length === 0 ||
      occupations.includes(occupation.toLowerCase())
    );
  };
}

/** Whether ages are looked at: exactly [18, 70] twice means any age, 17 or 71 included. */
function hasAges(task: Task): boolean {
  return task.ages.some(range => range[0] !== anyAge[0] || range[1] !== anyAge[1]);
}

function constraintsOf(task: Task, rules: CastingRules): string {
  const ages = hasAges(task)
    ? `, ages ${task.ages.map(range => range.join('–')).join(' and ')}`
    : '';
  const asked = rules.occupations && task.occupations.some(list => list.length > 0);
  const occupations = asked ? `, occupations ${JSON.stringify(task.occupations)}` : '';
  return `${task.relationship}${ages}${occupations}`;
}

function castingOf(task: Task, { id, characters }: Relationship): Casting {
  const casting = { task: task.id, relationship: id, characters };
  return { id: idOf('casting', casting), ...casting };
}
