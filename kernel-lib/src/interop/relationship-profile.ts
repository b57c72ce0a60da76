import { relationshipKinds, relationshipOf } from '../task/schema';
import { beyondOf, fieldsOf, idIn, plainText, unreadable, valid, type Fields } from './fields';
import { ImportedRelationship } from './schema';

const ids = ['pk', 'relationship_id'];
const first = ['agent_1_id', 'agent1_id'];
const second = ['agent_2_id', 'agent2_id'];
const known = [...ids, ...first, ...second, 'relationship', 'background_story'];

/** Whether a record is a RelationshipProfile. */
export function isRelationshipProfile(fields: Fields): boolean {
  return 'relationship' in fields && first.some(name => name in fields);
}

/**
 * A Sotopia RelationshipProfile; the relationship is a number, a digit as text, or a name.
 *
 * Throws: LabError [interop/relationship-profile] when a field is missing or wrong
 * Source: Sotopia `sotopia/database/persistent_profile.py`, RelationshipProfile.
 */
export function readRelationshipProfile(value: unknown, stem?: string): ImportedRelationship {
  const fields = fieldsOf(value);
  if (!fields) throw unreadable('relationship-profile', 'a relationship as a JSON object', value);
  const either = (names: readonly string[]) =>
    names.map(name => plainText(fields[name])).find(id => id !== '') ?? '';
  const relationship = {
    id: idIn(fields, ids, 'relationship', stem),
    characters: [either(first), either(second)],
    kind: relationshipOf(fields.relationship),
    story: plainText(fields.background_story),
    ...beyondOf(fields, known)
  };
  return valid(ImportedRelationship, relationship, 'relationship-profile', 'a relationship');
}

/** A relationship as Sotopia stores it. */
export function toRelationshipProfile(relationship: ImportedRelationship): Fields {
  const { id, characters, kind, story, beyond = {} } = relationship;
  return {
    pk: id,
    agent_1_id: characters[0],
    agent_2_id: characters[1],
    relationship: relationshipKinds.indexOf(kind),
    background_story: story === '' ? null : story,
    tag: '',
    ...beyond
  };
}
