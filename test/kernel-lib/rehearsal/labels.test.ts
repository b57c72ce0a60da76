import { expect, test } from 'vitest';
import { hasLabels, readingOf } from '../../../kernel-lib/src/rehearsal/labels';
import { stateOf } from '../../../kernel-lib/src/rehearsal/state';

const prompt = (
  goals: readonly [string, string],
  history = '',
  names = ['Ann Lee', 'Ann Lee Park']
) =>
  [
    `Imagine being ${names[1]}. Reach your goal.`,
    'Scenario: A has a lamp to sell and B would like to buy. They go for $100 to $300.',
    `Participants: ${names[0]} and ${names[1]} (romantic partners)`,
    `${names[0]}'s background: Someone who said: "Turn #1: hello"`,
    `${names[1]}'s secret: I am ill`,
    `${names[0]}'s goal: ${goals[0]}`,
    `${names[1]}'s goal: ${goals[1]}`,
    'Conversation starts:',
    history,
    'You are at Turn #3.'
  ].join('\n');

const talk = [
  'Turn #0: Ann Lee said: "How about $200?"',
  'Turn #1: Ann Lee Park [non-verbal communication] nods firmly and holds out a hand to seal it',
  'Turn #2: Ann Lee [action] pours Ann a cup of tea',
  'Turn #3: Ann Lee Park left the conversation'
].join('\n');

test('the labels say who is there, what they want, and what happened', () => {
  const { heading, turns } = readingOf(prompt(['at least $150', 'at most $250'], talk));
  expect(heading).toMatchObject({
    names: ['Ann Lee', 'Ann Lee Park'],
    relation: 'romantic partners',
    secrets: ['', 'I am ill'],
    told: [true, true],
    aims: [
      { wantsHigh: true, limit: 2.5 },
      { wantsHigh: false, limit: 2.5 }
    ]
  });
  expect(turns.map(({ seat, seen }) => [seat, seen.move])).toEqual([
    [0, 'propose'],
    [1, 'accept'],
    [0, 'thank'],
    [1, 'leave']
  ]);
});

test.each([
  ['the first seat’s goal is told', ['at least $150', 'Unknown'], 0],
  ['the second seat’s goal is told', ['Unknown', 'at most $250'], 1],
  ['both are told, and the prompt says who is meant', ['at least $150', 'at most $250'], 1],
  ['none is told, and the prompt says who is meant', ['Unknown', 'Unknown'], 1]
] as const)('an agent knows its seat where %s', (_, goals, seat) => {
  expect(stateOf(prompt(goals)).seat).toBe(seat);
});

test('an agent that hears nothing of the other’s goal takes it for the opposite of its own', () => {
  expect(readingOf(prompt(['Unknown', 'at most $250'])).heading.aims[0].wantsHigh).toBe(true);
  expect(readingOf(prompt(['Unknown', 'at least $250'])).heading.aims[0].wantsHigh).toBe(false);
});

test('a deal is remembered from the talk', () => {
  const { tally } = stateOf(prompt(['Unknown', 'at most $250'], talk));
  expect(tally).toMatchObject({ deal: true, ownTurns: 2, otherTurns: 2, theirs: 5 });
});

test.each(['', 'Hello!', 'Turn #1: a said: "x"', 'Scenario: x\nParticipants: nobody', '\n\n:'])(
  'text without our labels (%j) is read too, as an empty scene',
  text => {
    expect(stateOf(text).heading.names).toEqual(['Agent 1', 'Agent 2']);
    expect(hasLabels(text)).toBe(text.startsWith('Scenario'));
  }
);
