import { expect, test } from 'vitest';
import {
  readRelationshipProfile,
  toRelationshipProfile
} from '../../../kernel-lib/src/interop/relationship-profile';
import { relationshipProfile } from '../../support/published';

test('the published line and the stored record are the same relationship', () => {
  const relationship = readRelationshipProfile(relationshipProfile());
  expect(relationship).toEqual({
    id: '01H7VFHP3DPGRXH1Y500VREL01',
    characters: ['agent-a', 'agent-b'],
    kind: 'friend',
    story: 'They met on a ferry.'
  });
  expect(toRelationshipProfile(relationship)).toMatchObject({
    agent_1_id: 'agent-a',
    relationship: 3
  });
  expect(readRelationshipProfile(toRelationshipProfile(relationship))).toEqual(relationship);
});

test.each([[null], ['nan'], ['']])('a story of %j is none', story => {
  const read = readRelationshipProfile(relationshipProfile({ background_story: story }));
  expect(read.story).toBe('');
  expect(toRelationshipProfile(read)).toMatchObject({ background_story: null });
});

test.each([
  ['with oneself', { agent2_id: 'agent-a' }],
  ['with nobody', { agent2_id: '' }],
  ['of no kind', { relationship: '6' }]
])('a relationship %s is refused', (_, fields) => {
  expect(() => readRelationshipProfile(relationshipProfile(fields))).toThrow(
    '[interop/relationship-profile] expected a relationship with a valid'
  );
});
