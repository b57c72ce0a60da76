import type { Family } from './families';

/** Matters of a shared life: a habit to change, a plan. */
export const sharedLifeFamilies: readonly Family[] = [
  {
    name: 'habit',
    cue: /\b(?:stop|smok|loud|nois|habit|always|late\b|drink|phone|chew|wear|mess|clean|snor|music|dog|chat|talking|standing too)/gi,
    ranges: [
      [0, 1],
      [0, 3]
    ],
    things: [
      'the loud music',
      'the smoking indoors',
      'the late phone calls',
      'the dishes in the sink',
      'the barking dog',
      'the shoes in the hallway',
      'the early drumming',
      'the smell of frying fish'
    ],
    setting:
      '{A} is bothered by {thing}, a habit of {B}. They talk about {low} to {high} days a month without it.',
    thing: /\bis bothered by ([^.!?;:]+?),? a habit of/,
    unit: {
      one: '{n} day a month without it',
      many: '{n} days a month without it',
      mine: '',
      yours: '',
      named: '',
      number: /(\d[\d,]{0,12}) days?/
    },
    aims: [
      'Get the habit changed for as many days as you can',
      'Keep your habit on as many days as you can'
    ],
    reasons: [
      [
        'I hardly sleep any more',
        'the neighbours have noticed too',
        'the children ask about it',
        'I cannot have anyone round like this',
        'I have said nothing for half a year'
      ],
      [
        'it is the only rest that I get',
        'it was so before we shared the house',
        'I have cut down already',
        'everyone needs one thing of their own',
        'it helps me through a hard time'
      ]
    ],
    key: 'empathise'
  },
  {
    name: 'plan',
    cue: /\b(?:plan|trip|holiday|visit|party|wedding|dinner|lunch|weekend|travel|meet|date\b|dating|movie|game|walk|hike|class)/gi,
    ranges: [
      [0, 1],
      [0, 2]
    ],
    things: [
      'the trip',
      'the family visit',
      'the reunion',
      'the weekend away',
      'the celebration',
      'the summer holiday',
      'the anniversary dinner',
      'the club outing'
    ],
    setting:
      '{A} and {B} must agree on {thing}: between {low} and {high} parts of it could follow the wish of {A}.',
    thing: /\bmust agree on ([^.!?;:]+?)[:;,.] +(?:between|from)?/,
    unit: {
      one: '{n} part {for} way',
      many: '{n} parts {for} way',
      mine: 'my',
      yours: 'your',
      named: 'Agent 1’s',
      number: /(\d[\d,]{0,12}) parts?/
    },
    aims: [
      'Have as many parts as you can go your way',
      'Let as few parts as you can go the other way'
    ],
    reasons: [
      [
        'I have looked forward to it all year',
        'we did it the other way last time',
        'it comes cheaper that way',
        'I have told everyone about it already',
        'it may be the last time that we can do it so'
      ],
      [
        'the journey is hard on me',
        'my family counts on the other way',
        'I have so few free days',
        'I would have to pay for most of it',
        'I never enjoyed it as much as you did'
      ]
    ],
    key: 'ask'
  }
];
