import type { Family } from './families';

/** Matters of things and of work: a price, a scarce thing to share, a favour. */
export const goodsFamilies: readonly Family[] = [
  {
    name: 'price',
    cue: /\b(?:sell|sold|buy|bought|price|haggl|bargain|money|pay|paid|cost|borrow|debt|rent\b|shop|cheap|expensive)/gi,
    ranges: [
      [40, 10],
      [100, 20],
      [200, 30],
      [500, 50]
    ],
    things: [
      'the old bicycle',
      'the oak table',
      'the second-hand laptop',
      'the concert tickets',
      'the garden swing',
      'the sewing machine',
      'the leather armchair',
      'the camping tent',
      'the record collection'
    ],
    setting:
      '{A} has {thing} to sell and {B} would like to buy. Such things go for between ${low} and ${high}.',
    thing: /\bhas ((?:(?!\bhas\b)[^.!?;:])+?) to sell\b/,
    unit: {
      one: '${n}',
      many: '${n}',
      mine: '',
      yours: '',
      named: '',
      number: /\$ ?(\d[\d,]{0,12})/
    },
    aims: ['Sell for as much as you can', 'Buy for as little as you can'],
    reasons: [
      [
        'it has been kept with care for years',
        'I paid far more for it myself',
        'two others have asked about it',
        'every part of it still works as it should',
        'the money is meant for something urgent'
      ],
      [
        'this month is tight for me',
        'I have seen the same elsewhere for less',
        'it will need some repair',
        'I would take it away today and spare you the trouble',
        'I have to pay for the transport as well'
      ]
    ],
    key: 'reason'
  },
  {
    name: 'share',
    cue: /\b(?:share|sharing|food|last piece|eat\b|eats|eating|ate\b|cake|seat|room\b|space|blanket|divide|split|enough|water)/gi,
    ranges: [
      [0, 2],
      [0, 3],
      [0, 4]
    ],
    things: [
      'the blankets',
      'the water bottles',
      'the seats',
      'the parcels of food',
      'the garden plots',
      'the tins of soup',
      'the shelves in the cellar',
      'the places in the shelter'
    ],
    setting:
      '{A} and {B} both count on {thing}, and there is not enough for both: {low} to {high} units can go to {A}.',
    thing: /\bboth count on ([^.!?;:]+?),? and there/,
    unit: {
      one: '{n} unit for {for}',
      many: '{n} units for {for}',
      mine: 'me',
      yours: 'you',
      named: 'Agent 1',
      number: /(\d[\d,]{0,12}) units?/
    },
    aims: ['Get as many units as you can', 'Leave as few units to the other as you can'],
    reasons: [
      [
        'there are more of us to look after',
        'I was promised some last week',
        'without it tomorrow will be hard for me',
        'I gave up my part the last time',
        'I have come a long way for it'
      ],
      [
        'my people have waited just as long',
        'I carried most of it here',
        'we have nothing else left',
        'somebody at home is ill and needs it',
        'I kept this in order when nobody else did'
      ]
    ],
    key: 'need'
  },
  {
    name: 'favour',
    cue: /\b(?:help|favou?r\b|babysit|move\b|moving|drive\b|driving|ride\b|a lift|lend|ask(?:ed|ing)? (?:my|for)|homework|volunteer|look(?:s|ed|ing)? after|care (?:of|for))/gi,
    ranges: [
      [0, 1],
      [0, 2],
      [0, 3]
    ],
    things: [
      'the move to the new flat',
      'the child care',
      'the drive to the airport',
      'the repair of the roof',
      'the school project',
      'the papers for the tax office',
      'the garden wall',
      'the care of an old aunt'
    ],
    setting:
      '{A} hopes that {B} will help with {thing}; it would take between {low} and {high} hours.',
    thing: /\bwill help with ([^.!?;:]+?)[;,.:] it would/,
    unit: {
      one: '{n} hour of help',
      many: '{n} hours of help',
      mine: '',
      yours: '',
      named: '',
      number: /(\d[\d,]{0,12}) hours?/
    },
    aims: ['Get as much help as you can', 'Promise as little time as you can'],
    reasons: [
      [
        'nobody else can do it',
        'my week is full already',
        'I was there when you needed me',
        'I have put it off for far too long',
        'on my own I would need a month'
      ],
      [
        'I have hardly slept this week',
        'I promised that time to my family',
        'the last time it cost me a whole day',
        'my back does not allow much of it',
        'two others have asked me the same'
      ]
    ],
    key: 'thank'
  }
];
