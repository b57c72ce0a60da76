import type { Character, RelationshipKind } from '../task/schema';
import {
  profileOf,
  sceneText,
  textTag,
  withNames,
  type Scene,
  type Seat,
  type Seen
} from './schema';

/**
 * How much of another's profile a character knows, by relationship: this many of its three steps
 * (facts, public information, personality). Knowing by name brings the name and no more.
 *
 * Source: Sotopia, RelationshipType and the render_background methods.
 */
const knownSteps: Readonly<Record<RelationshipKind, 'nothing' | 'name' | 2 | 3>> = {
  stranger: 'nothing',
  know_by_name: 'name',
  acquaintance: 2,
  friend: 3,
  romantic_relationship: 3,
  family_member: 3
};

const unknown = 'Unknown';

/**
 * The context as the character in a seat knows it: everything about itself, of the other what
 * their relationship allows. The other's secret and goal stop here, and nowhere else.
 */
export function contextFor(scene: Scene, seat: Seat): string {
  const { scenario, seats } = viewFor(scene, seat);
  return sceneText(scene, scenario, seats);
}

/** What the character in a seat knows: the scenario, and of each of the two what it may see. */
export function viewFor(
  { task, cast }: Scene,
  seat: Seat
): { readonly scenario: string; readonly seats: [Seen, Seen] } {
  const own = (text: string): string => partsFor(text, seat);
  const seen = (of: Seat): Seen =>
    of === seat
      ? {
          background: own(profileOf(cast[of]).filter(Boolean).join(' ')),
          secret: own(cast[of].secret),
          goal: withNames(own(task.goals[of]), cast)
        }
      : { background: own(known(cast[of], task.relationship)), secret: '', goal: unknown };
  return { scenario: withNames(own(task.scenario), cast), seats: [seen(0), seen(1)] };
}

function known(character: Character, relationship: RelationshipKind): string {
  const steps = knownSteps[relationship];
  if (steps === 'nothing') return unknown;
  if (steps === 'name') return `${character.firstName} ${character.lastName}`;
  return profileOf(character).slice(0, steps).filter(Boolean).join(' ');
}

/**
 * The parts of a text that the character in a seat may read, without their tags. What stands in
 * a tag with a viewer is for that viewer only, to the tag's end or, unclosed, to the text's end.
 */
export function partsFor(text: string, seat: Seat): string {
  const open: { tag: string; visible: boolean }[] = [];
  let seen = '';
  let from = 0;
  for (const found of text.matchAll(textTag)) {
    if (open.every(({ visible }) => visible)) seen += text.slice(from, found.index);
    from = found.index + found[0].length;
    const tag = found[2]!.toLowerCase();
    if (found[1] === '') open.push({ tag, visible: isFor(found[3] ?? '', seat) });
    else open.splice(lastOpen(open, tag), 1);
  }
  return open.every(({ visible }) => visible) ? seen + text.slice(from) : seen;
}

function lastOpen(open: readonly { tag: string }[], tag: string): number {
  const at = open.findLastIndex(part => part.tag === tag);
  return at < 0 ? open.length : at;
}

function isFor(attributes: string, seat: Seat): boolean {
  const viewer = /\bviewer\s*=\s*(?:'([^']*)'|"([^"]*)"|(\S+))/i.exec(attributes);
  if (!viewer) return true;
  const viewers = (viewer[1] ?? viewer[2] ?? viewer[3] ?? '').toLowerCase().split(/[\s,/;|]+/);
  return viewers.includes('all') || viewers.includes(`agent_${seat}`);
}
