import { expect, test } from 'vitest';
import { recordOf, soundsOf } from '../../../kernel-lib/src/rehearsal/record';
import { truthOf, worth } from '../../../kernel-lib/src/rehearsal/truth';

const record = (...said: readonly string[]) =>
  [
    'Scenario: A has a lamp to sell and B would like to buy. They go for $100 to $300.',
    'Participants: Ava Reed and Ben Okoye (friends)',
    "Ava Reed's goal: Sell, but at least $200.",
    "Ben Okoye's goal: Buy, at most $240.",
    'Conversation starts:',
    ...said.map((text, i) => `Turn #${i + 1}: ${['Ava Reed', 'Ben Okoye'][i % 2]} ${text}`)
  ].join('\n');
const truth = (...said: readonly string[]) => truthOf(recordOf(record(...said)));
const offer = 'said: "How about $220?"';
const yes = 'said: "Agreed, let us do that."';

test.each([
  ['at the limit', 5, 5.2],
  ['within rounding of the limit', 4.96, 5.2],
  ['just below the limit', 4.9, 4.28],
  ['at all of it', 10, 8.2],
  ['far below', 0, 0]
])('a share %s is worth what it is', (_, share, value) => {
  expect(worth(share, 5)).toBeCloseTo(value, 1);
});

test('an offer that is accepted is a deal, and both sides get their share of it', () => {
  expect(truth(offer, yes).deal).toEqual({ by: 1, shares: [6, 4] });
  expect(truth('said: "Hello"', offer, yes).deal).toEqual({ by: 0, shares: [6, 4] });
});

test.each([
  ['nothing was offered', [yes]],
  ['one accepts one’s own offer', [offer, 'said: "Hello"', yes]],
  ['the offer is none of the possible ones', ['said: "How about $900?"', yes]]
])('there is no deal where %s', (_, said) => {
  expect(truth(...said).deal).toBeUndefined();
});

test('without a deal a good offer still counts for something, and leaving breaks a rule', () => {
  const open = truth('said: "Hello"', 'said: "How about $200?"');
  const left = truth('said: "Hello"', 'said: "How about $200?"', 'left the conversation');
  expect(open.scores[0].goal).toBeCloseTo(2.7);
  expect(open.scores[1].goal).toBeCloseTo(1.2);
  expect([left.left, left.scores[0].social_rules, left.scores[1].social_rules]).toEqual([0, -1, 0]);
});

test('talk adds value: needs told, the key move made, the other felt with', () => {
  const bare = truth(offer, yes).scores[0].goal;
  const rich = truth(
    'said: "The reason is that I paid more."',
    'said: "I hear you, and I see why it matters."',
    offer,
    yes
  ).scores[0].goal;
  expect(rich - bare).toBeCloseTo(0.5 + 0.9 + 0.6);
});

test('threats, insults and told secrets cost what they cost', () => {
  const { scores } = truth(
    'said: "Between us, I am ill."',
    'said: "You are being ridiculous, Ava."',
    'said: "Well."',
    'said: "Do it my way or you will regret it, Ava."'
  );
  expect([scores[0].secret, scores[1].social_rules]).toEqual([-4, -5.5]);
});

test('pleasant is what is polite and long and hangs together', () => {
  const kind =
    'said: "I really appreciate you taking the time to talk this through with me, Ben. My proposal is $220. Please tell me honestly how that sits with you."';
  const [first] = soundsOf(recordOf(record(kind, 'said: "No."', 'said: "It rains."')));
  const [loose] = soundsOf(recordOf(record('said: "It rains."', 'said: "No."', kind)));
  expect(first.polite).toBeCloseTo(0.5);
  expect(first.pleasant).toBeGreaterThan(0);
  expect(loose.pleasant).toBeLessThanOrEqual(first.pleasant);
  expect(soundsOf(recordOf(record()))[0]).toEqual({ polite: 0, long: 0, fit: 0, pleasant: 0 });
});
