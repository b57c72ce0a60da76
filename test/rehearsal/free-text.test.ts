import { beforeAll, describe, expect, test } from 'vitest';
import { clusteredInterval } from '../../kernel-lib/src/base/stats';
import { seedFrom } from '../../kernel-lib/src/base/random';
import { dimensions } from '../../kernel-lib/src/rating/schema';
import { recordOf } from '../../kernel-lib/src/rehearsal/record';
import { isOffer } from '../../kernel-lib/src/rehearsal/moves';
import { rehearsalServer } from '../../kernel-lib/src/rehearsal/server';
import {
  evaluationsBy,
  mean,
  playTalk,
  truthAbout,
  type LineTask,
  type Talk
} from '../support/rehearsal-line';

/** Scenarios and goals as people write them; nothing in them has the writer's form. */
const written: readonly (readonly [scenario: string, first: string, second: string])[] = [
  [
    'Agent 1 and Agent 2 share a desk in a language class. Agent 2 keeps answering questions that the teacher put to Agent 1. It is rude to answer for somebody else.',
    'Get Agent 2 to stop answering for you, without a scene in front of the class',
    'Show that you only mean to help; you would hate to sit there in silence'
  ],
  [
    'Agent 2 has brought a third guest to a dinner for two. You should ask before you bring somebody along. The three of them stand in the doorway.',
    'Have the guest go home, and still have a pleasant evening',
    'Have the guest stay, since they have nowhere else to go tonight'
  ],
  [
    'In a waiting room Agent 1 is on the phone, loudly. Agent 2 has a migraine and the next seat is taken. It’s thoughtful to take calls outside.',
    'Finish your call: it is about your father’s operation',
    'Get Agent 1 to go outside or hang up'
  ],
  [
    'Agent 1 lent Agent 2 a rare book two years ago. Agent 2 has since written notes all over its margins and now brings it back.',
    'Get Agent 2 to find you a clean copy, whatever it costs; at least half of the price would have to come from them',
    'Keep your friendship and pay at most $20'
  ],
  [
    'Two siblings, Agent 1 and Agent 2, clear their late mother’s flat. There is one ring. It is expected to leave such things to the older child.',
    'Keep the ring; your mother put it on your finger when she was ill',
    'Keep the ring; you are the older one and have a daughter'
  ],
  [
    'A colleague, Agent 2, never washes the coffee pot. Agent 1 has washed it every day for a year and this morning has put up a sign that everyone takes for a joke.',
    'Get Agent 2 to wash the pot every other day',
    'Do as little washing up as you can; you hardly drink coffee'
  ],
  [
    'Agent 1 saw the partner of a good friend, Agent 2, hand in hand with somebody else. You shouldn’t meddle in other people’s relationships.',
    'Tell Agent 2 what you saw and stay friends',
    'Hear nothing bad about your partner, whom you trust more than any friend'
  ],
  [
    'On a night train Agent 1 wants the window open, and Agent 2, who has a cold, wants it shut. Neither can sleep like this.',
    'Have the window open for most of the night',
    'Have the window shut for most of the night'
  ],
  [
    'Agent 2 has promised the same puppy to Agent 1 and to a cousin. It is wrong to break a promise. The puppy is asleep in a basket between them.',
    'Leave with the puppy today',
    'Give the puppy to your cousin and keep the good will of Agent 1; you could offer one from the next litter'
  ],
  [
    'Agent 1, a nurse, asks Agent 2, another nurse, to swap shifts for a wedding. The last three times it was Agent 2 who gave way.',
    'Have Agent 2 take at least 2 of your 3 night shifts',
    'Take no more than 1 night shift, and hear a thank-you for once'
  ]
];

const server = rehearsalServer();
const pairs = [
  ['Zoë Hart', 'Ben Okoye', 'friends'],
  ['Ana Lind', 'Femi Costa', 'strangers'],
  ['Chloe Reed', 'Hugo Novak', 'family members']
].map(([first, second, relation]) => ({
  names: [first!, second!] as const,
  secrets: ['I failed the final exam', ''] as const,
  relation: relation!
}));
const tasks: LineTask[] = written.map(([scenario, ...goals], i) => ({
  id: `written ${i}`,
  scenario,
  goals,
  pairs
}));

interface Played {
  readonly task: string;
  readonly talk: Talk;
  readonly goal: number;
  readonly isSettled: boolean;
}

async function playedBy(model: string): Promise<Played[]> {
  const played: Played[] = [];
  for (const task of tasks) {
    for (const [p, pair] of pairs.entries()) {
      for (const seat of [0, 1] as const) {
        for (const repeat of [0, 1]) {
          const other = 'rehearsal-partner';
          const models = seat === 0 ? ([model, other] as const) : ([other, model] as const);
          const key = `free/${task.id}/${p}/${seat}/${repeat}`;
          const talk = await playTalk(server, { task, pair, models }, key);
          const { scores, deal } = await truthAbout(server, talk.text);
          const isSettled = deal !== undefined;
          played.push({ task: task.id, talk, goal: scores[seat]['goal']!, isSettled });
        }
      }
    }
  }
  return played;
}

describe('ten scenarios that the writer did not write', () => {
  let expert: Played[] = [];
  let base: Played[] = [];
  beforeAll(async () => {
    expert = await playedBy('rehearsal-expert');
    base = await playedBy('rehearsal-base');
  });

  test('are settled by the expert more often than not, each of them at least once', () => {
    const settled = expert.filter(({ isSettled }) => isSettled);
    expect(settled.length / expert.length).toBeGreaterThan(0.5);
    expect(new Set(settled.map(({ task }) => task)).size).toBe(written.length);
  });

  test('the expert truly does better in them than the base model', () => {
    const differences = expert.map(({ task, goal }, i) => ({
      cluster: task,
      value: goal - base[i]!.goal
    }));
    const { mean: above, low } = clusteredInterval(differences)!;
    const levels = [expert, base].map(all => mean(all.map(({ goal }) => goal)).toFixed(2));
    const message = `expert ${levels[0]}, base ${levels[1]}: ${above.toFixed(2)}, from ${low?.toFixed(2)}`;
    expect(low, message).toBeGreaterThan(0.5);
  });

  test('are played in this world’s own words, and every offer is read as an amount', () => {
    for (const { talk } of [...expert, ...base]) {
      for (const turn of recordOf(talk.text).turns) {
        expect(turn.own, talk.text).toBe(true);
        expect(turn.share !== undefined, talk.text).toBe(isOffer(turn.move));
      }
    }
  });

  test.each(['rehearsal-judge', 'rehearsal-rater'])('%s rates them within range', async model => {
    for (const [i, { talk }] of [...expert, ...base].entries()) {
      for (const side of await evaluationsBy(server, model, talk.text, seedFrom('free', i))) {
        for (const { name, low, high } of dimensions) {
          const [reason, score] = side[name]!;
          expect(reason).toMatch(/\w.*\.$/);
          expect(Number.isInteger(score) && score >= low && score <= high).toBe(true);
        }
      }
    }
  });

  test('the judge’s goal scores follow the truth', async () => {
    const both = [...expert, ...base];
    const seatOf = (i: number) => (Math.floor((i % expert.length) / 2) % 2) as 0 | 1;
    const judged = await Promise.all(
      both.map(async ({ talk }, i) => {
        const sides = await evaluationsBy(server, 'rehearsal-judge', talk.text, i);
        return sides[seatOf(i)]['goal']![1];
      })
    );
    expect(
      correlation(
        judged,
        both.map(({ goal }) => goal)
      )
    ).toBeGreaterThan(0.8);
  });
});

function correlation(x: readonly number[], y: readonly number[]): number {
  const [mx, my] = [mean(x), mean(y)];
  const together = mean(x.map((value, i) => (value - mx) * (y[i]! - my)));
  const spread = (values: readonly number[], m: number) =>
    Math.sqrt(mean(values.map(value => (value - m) ** 2)));
  return together / spread(x, mx) / spread(y, my);
}
