import { beyondOf, fieldsOf, idIn, plainText, unreadable, valid, type Fields } from './fields';
import { ImportedCharacter } from './schema';

const ids = ['pk', 'agent_id'];
const known = [
  ...ids,
  'first_name',
  'last_name',
  'age',
  'gender',
  'gender_pronoun',
  'occupation',
  'public_info',
  'personality_and_values',
  'secret'
];

/** Whether a record is an AgentProfile. */
export function isAgentProfile(fields: Fields): boolean {
  return 'first_name' in fields && 'last_name' in fields;
}

/**
 * A Sotopia AgentProfile as a character, from its published line or its file in a store.
 *
 * Throws: LabError [interop/agent-profile] when a field is missing or wrong
 * Source: Sotopia `sotopia/database/persistent_profile.py`, AgentProfile.
 */
export function readAgentProfile(value: unknown, stem?: string): ImportedCharacter {
  const fields = fieldsOf(value);
  if (!fields) throw unreadable('agent-profile', 'a character as a JSON object', value);
  const character = {
    id: idIn(fields, ids, 'character', stem),
    firstName: plainText(fields.first_name),
    lastName: plainText(fields.last_name),
    age: typeof fields.age === 'string' ? Number(fields.age) : fields.age,
    gender: publishedGender(plainText(fields.gender)),
    pronouns: plainText(fields.gender_pronoun),
    occupation: plainText(fields.occupation),
    publicInfo: plainText(fields.public_info),
    personality: plainText(fields.personality_and_values),
    secret: plainText(fields.secret),
    ...beyondOf(fields, known)
  };
  return valid(ImportedCharacter, character, 'agent-profile', 'a character');
}

/** A character as Sotopia stores it. */
export function toAgentProfile(character: ImportedCharacter): Fields {
  const { beyond = {}, ...own } = character;
  return {
    pk: own.id,
    first_name: own.firstName,
    last_name: own.lastName,
    age: own.age,
    occupation: own.occupation,
    gender: publishedGender(own.gender),
    gender_pronoun: own.pronouns,
    public_info: own.publicInfo,
    big_five: '',
    moral_values: [],
    schwartz_personal_values: [],
    personality_and_values: own.personality,
    decision_making_style: '',
    secret: own.secret,
    model_id: '',
    mbti: '',
    tag: '',
    ...beyond
  };
}

/** A gender as Sotopia's own profiles write it; its tools look for these three. */
function publishedGender(gender: string): string {
  return (
    ['Man', 'Woman', 'Nonbinary'].find(one => one.toLowerCase() === gender.toLowerCase()) ?? gender
  );
}
