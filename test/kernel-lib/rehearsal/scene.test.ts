import { expect, test } from 'vitest';
import { randomFrom } from '../../../kernel-lib/src/base/random';
import {
  aimOf,
  amountText,
  offerText,
  sceneOf,
  shareInOffer
} from '../../../kernel-lib/src/rehearsal/scene';
import { scarceRoom, usualRoom, writtenTask } from '../../../kernel-lib/src/rehearsal/write';

const named = (text: string) =>
  text.replaceAll('Agent 1', 'Zoë O’Hara').replaceAll('Agent 2', 'Ben Hart');

test.each([
  ['usual', usualRoom, 6, 9],
  ['scarce', scarceRoom, 9, 10]
] as const)('a written task of %s room is read as it was written', (_, room, least, most) => {
  for (let i = 0; i < 2000; i++) {
    const { family, scenario, goals } = writtenTask('', randomFrom('scene', i), room);
    const scene = sceneOf(named(scenario));
    const [first, second] = [aimOf(named(goals[0]), scene, 0), aimOf(named(goals[1]), scene, 1)];
    expect([scene.family.name, first.wantsHigh, second.wantsHigh]).toEqual([
      family.name,
      true,
      false
    ]);
    const sum = first.limit + second.limit;
    expect(sum >= least - 0.1 && sum <= most + 0.1).toBe(true);
  }
});

test.each([
  [
    'price',
    'On the quay it is getting dark. She has moved. Zoë Hart has a brass telescope to sell and Ben Lee would like to buy. Such things go for between $1,040 and $2,040. The wind is up.',
    ['the brass telescope', 1040, 2040]
  ],
  [
    'share',
    'Snow. Zoë Hart and Ben Lee both count on the blankets in the hall, and there is not enough for both: 0 to 20 units can go to Zoë Hart. It is 5 to 6 o’clock.',
    ['the blankets in the hall', 0, 20]
  ],
  [
    'favour',
    'Zoë Hart hopes that Ben Lee will help with the clearing of the old house; it would take between 0 and 20 hours.',
    ['the clearing of the old house', 0, 20]
  ],
  [
    'hurt',
    'Zoë Hart was hurt by Ben J. Lee over the poems. To make it good, 0 to 10 evenings together have been spoken of.',
    ['the poems', 0, 10]
  ],
  [
    'habit',
    'Zoë Hart is bothered by the drums, a habit of Ben Lee. They talk about 0 and 30 days a month without it.',
    ['the drums', 0, 30]
  ],
  [
    'plan',
    'Zoë Hart and Ben Lee must agree on the day of remembrance: between 0 and 10 parts of it could follow the wish of Zoë Hart.',
    ['the day of remembrance', 0, 10]
  ],
  [
    'keep',
    'Zoë Hart wants to learn about the sealed envelope, and Ben Lee would rather keep it private: 0 to 10 questions could be answered.',
    ['the sealed envelope', 0, 10]
  ],
  ['general', 'Two astronauts must decide who stays behind on the station.', ['this', 0, 100]],
  ['general', 'Zoë has a bike to sell and that is all.', ['this', 0, 100]],
  ['general', '', ['this', 0, 100]]
])('the family %s is found by its sentence, whatever stands around it', (name, text, found) => {
  const scene = sceneOf(text);
  expect([scene.family.name, scene.thing, scene.low, scene.high]).toEqual([name, ...found]);
});

const price = sceneOf('A has a lamp to sell and B would like to buy. They go for $100 to $300.');

test.each([
  ['Sell, but at least $180; less is a loss. It matters a great deal to you.', 0, true, 4, true],
  ['Buy for no more than $180. It matters somewhat to you.', 1, false, 6, false],
  ['Pay at most 180 dollars', 1, false, 6, false],
  ['Sell it for $180.', 0, true, 4, false],
  ['Get it for $180.', 1, false, 6, false],
  ['Sell, but at least $100.', 0, true, 1, false],
  ['Sell, but at least $300.', 0, true, 9, false],
  ['Be happy.', 0, true, 5, false],
  ['Be happy.', 1, false, 5, false]
] as const)('the goal %j of seat %i is read', (goal, seat, wantsHigh, limit, stake) => {
  expect(aimOf(goal, price, seat)).toEqual({ wantsHigh, limit, stake });
});

test('an offer says the same amount to both sides, and one outside the ends says none', () => {
  expect(offerText(price, true, 4)).toBe('$180');
  expect(shareInOffer(price, true, 'Say $180')).toBeCloseTo(4);
  expect(shareInOffer(price, false, 'Say $180')).toBeCloseTo(6);
  expect(shareInOffer(price, true, 'Say $300')).toBeCloseTo(10);
  expect(shareInOffer(price, true, 'Say $301')).toBeUndefined();
  expect(shareInOffer(price, true, 'Say nothing')).toBeUndefined();
});

test('an amount is named from the mouth of who says it', () => {
  const { scenario } = {
    scenario: 'A and B both count on tea, and there is little: 0 to 10 units'
  };
  const scene = sceneOf(scenario);
  expect(offerText(scene, true, 1)).toBe('1 unit for me');
  expect(offerText(scene, false, 8)).toBe('2 units for you');
  expect(amountText(scene, { wantsHigh: false, share: 8, first: 'Ava Reed' })).toBe(
    '2 units for Ava Reed'
  );
});

test('without a family an offer is a percentage of the other’s way', () => {
  const scene = sceneOf('Two people talk.');
  expect(offerText(scene, true, 7)).toBe('going 30 percent your way');
  expect(shareInOffer(scene, false, 'How about going 30 percent your way?')).toBeCloseTo(7);
  expect(shareInOffer(scene, true, 'going 300 percent your way')).toBeUndefined();
});

test.each([
  ['an old pearl accordion', 'the old pearl accordion'],
  ['her late uncle’s boat', 'the late uncle’s boat'],
  ['some firewood', 'the firewood'],
  ['a harp and a lorry', 'the harp and the lorry'],
  ['the atlas', 'the atlas'],
  ['Anna’s piano', 'Anna’s piano'],
  ['two tickets', 'two tickets']
])('what a scenario calls %s, a speaker calls %s', (named, called) => {
  const scene = sceneOf(`Ava has ${named} to sell, for $10 to $110.`);
  expect(scene.thing).toBe(called);
});
