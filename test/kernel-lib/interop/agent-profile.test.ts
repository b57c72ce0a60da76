import { expect, test } from 'vitest';
import { readAgentProfile, toAgentProfile } from '../../../kernel-lib/src/interop/agent-profile';
import { agentProfile } from '../../support/published';

test('a published profile becomes a character; what has no place in it is kept beside', () => {
  expect(readAgentProfile(agentProfile())).toEqual({
    id: '01H5TNE5PRCAF1CK5ERS5MVZ01',
    firstName: 'Ava',
    lastName: 'Reed',
    age: 34,
    gender: 'Woman',
    pronouns: 'She/her',
    occupation: 'Baker',
    publicInfo: 'Ava runs a bakery by the harbour.',
    personality: 'Ava is patient and values fairness.',
    secret: 'Ava has sold the bakery already.',
    beyond: {
      big_five: 'Openness to Experience - High; Conscientiousness - Low',
      moral_values: ['Care', 'Fairness'],
      schwartz_personal_values: ['Self-Direction'],
      decision_making_style: 'Analytica, intuitive',
      mbti: 'INFJ'
    }
  });
});

test.each([
  ['an age as text', { age: '34' }, { age: 34 }],
  ['a gender in small letters', { gender: 'nonbinary' }, { gender: 'Nonbinary' }],
  ['a secret that pandas calls nan', { secret: 'nan' }, { secret: '' }],
  ['no secret', { secret: undefined }, { secret: '' }],
  ['its key under another name', { agent_id: undefined, pk: 'x' }, { id: 'x' }]
])('%s is read', (_, fields, read) => {
  expect(readAgentProfile(agentProfile(fields))).toMatchObject(read);
});

test('a profile without a key has that of its file, or one made of its content', () => {
  const fields = agentProfile({ agent_id: '' });
  expect(readAgentProfile(fields, 'the-file').id).toBe('the-file');
  expect(readAgentProfile(fields).id).toMatch(/^character-[0-9a-f]{16}$/);
});

test.each([
  ['no name', { first_name: '' }, 'firstName'],
  ['an age of 0', { age: 0 }, 'age'],
  ['an age that is no number', { age: 'old' }, 'age'],
  ['no occupation', { occupation: 'nan' }, 'occupation']
])('a profile with %s is refused', (_, fields, field) => {
  expect(() => readAgentProfile(agentProfile(fields))).toThrow(
    `[interop/agent-profile] expected a character with a valid ${field}`
  );
});

test.each([[null], ['Ava'], [[]]])('%j is no profile', value => {
  expect(() => readAgentProfile(value)).toThrow('a character as a JSON object');
});

test('written for a store and read again, a character is the same', () => {
  const character = readAgentProfile(agentProfile());
  expect(toAgentProfile(character)).toMatchObject({ pk: character.id, mbti: 'INFJ', tag: '' });
  expect(readAgentProfile(toAgentProfile(character))).toEqual(character);
});
