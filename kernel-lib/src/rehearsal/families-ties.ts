import type { Family } from './families';
import { sharedLifeFamilies } from './families-shared-life';

/** Matters between people: a hurt to mend, something private, and those of a shared life. */
export const tiesFamilies: readonly Family[] = [
  {
    name: 'hurt',
    cue: /\b(?:hurt|angry|upset|unkind|betray|cheat|lie\b|lies\b|lied|lying|forg[eo]t|broke|cry\b|crying|jealous|mad\b|ignor|fight|fought|mean to|insult|rude)/gi,
    ranges: [
      [0, 1],
      [0, 2]
    ],
    things: [
      'the broken promise',
      'the harsh words',
      'the forgotten birthday',
      'the lost letters',
      'the spoiled evening',
      'the joke in front of everyone',
      'the unanswered calls',
      'the seat left empty at the funeral'
    ],
    setting:
      '{A} was hurt by {B} over {thing}. To make it good, {low} to {high} evenings together have been spoken of.',
    thing: /\bwas hurt by .{1,60}? over ([^.!?;:]{1,200}?)[.;,]? {1,4}To make it good/,
    unit: {
      one: '{n} evening to make it good',
      many: '{n} evenings to make it good',
      mine: '',
      yours: '',
      named: '',
      number: /(\d[\d,]{0,12}) evenings?/
    },
    aims: [
      'See that the hurt is made good as fully as you can',
      'Be forgiven while promising as little as you can'
    ],
    reasons: [
      [
        'it still stings when I think of it',
        'trust needs more than words',
        'I had counted on you',
        'it was not the first time',
        'I stood there alone and did not know what to say'
      ],
      [
        'nothing bad was ever meant',
        'that week was very hard for me',
        'I was too proud to say so at once',
        'I can only do so much with the hours that I have',
        'I would rather do a little and do it well'
      ]
    ],
    key: 'apologise'
  },
  ...sharedLifeFamilies,
  {
    name: 'keep',
    cue: /\b(?:secret|tell|told|private|diary|gossip|truth|hide|hiding|honest|rumou?r|confess|snoop|read\b|reading)/gi,
    ranges: [
      [0, 1],
      [0, 2]
    ],
    things: [
      'the letter',
      'the meeting last night',
      'the diary',
      'the rumour at work',
      'the locked drawer',
      'the messages on the phone',
      'the sudden journey',
      'the name on the old photograph'
    ],
    setting:
      '{A} wants to learn about {thing}, and {B} would rather keep it private: {low} to {high} questions could be answered.',
    thing: /\bwants to learn about ([^.!?;:]+?),? and .{1,60}? would rather keep/,
    unit: {
      one: '{n} question answered',
      many: '{n} questions answered',
      mine: '',
      yours: '',
      named: '',
      number: /(\d[\d,]{0,12}) questions?/
    },
    aims: ['Have as many questions answered as you can', 'Answer as few questions as you can'],
    reasons: [
      [
        'it concerns me more than you know',
        'I would rather hear it from you',
        'not knowing keeps me awake',
        'others have begun to talk already',
        'I have to decide something and cannot do it blindly'
      ],
      [
        'it is not only mine to tell',
        'I gave my word to someone',
        'it would hurt a third person',
        'I have not made my own peace with it yet',
        'what is said once cannot be taken back'
      ]
    ],
    key: 'empathise'
  }
];
