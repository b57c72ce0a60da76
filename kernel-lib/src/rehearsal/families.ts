import { goodsFamilies } from './families-goods';
import { tiesFamilies } from './families-ties';
import type { Move } from './moves';

/** What a quantity is called; {n} is the number, {for} whose part it is. */
export interface Unit {
  readonly one: string;
  readonly many: string;
  /** {for} in the speaker's mouth when the quantity is the speaker's gain, and when it is not. */
  readonly mine: string;
  readonly yours: string;
  /** {for} in a goal; "Agent 1" stands for the first character. */
  readonly named: string;
  /** Finds the number again. */
  readonly number: RegExp;
}

/**
 * A kind of social matter: one quantity that the first side wants high and the second low,
 * the words for it, and the move that such a matter calls for.
 */
export interface Family {
  readonly name: string;
  /** Words of an inspiration that such a matter fits; the more of them, the better. */
  readonly cue: RegExp;
  /** Lowest amount and the size of each of the ten steps above it. */
  readonly ranges: readonly (readonly [number, number])[];
  readonly things: readonly string[];
  /** The sentence that sets the matter out: {A}, {B}, {thing}, {low}, {high}. */
  readonly setting: string;
  /** Finds the thing in that sentence, whatever stands around it. */
  readonly thing: RegExp;
  readonly unit: Unit;
  /** What each side wants. */
  readonly aims: readonly [string, string];
  /** What each side can give as a reason. */
  readonly reasons: readonly [readonly string[], readonly string[]];
  readonly key: Move;
}

/** The seven families that the writer knows, in the order in which a scenario is read. */
export const families: readonly Family[] = [...goodsFamilies, ...tiesFamilies];

/** Whatever the writer did not write: percentages of the speaker's way, and reasons that fit any matter. */
export const generalFamily: Family = {
  name: 'general',
  cue: /$^/g,
  ranges: [[0, 10]],
  things: ['this'],
  setting: '',
  thing: /$^/,
  unit: {
    one: 'going {n} percent your way',
    many: 'going {n} percent your way',
    mine: '',
    yours: '',
    named: '',
    number: /(\d{1,12}) percent your way/
  },
  aims: ['', ''],
  reasons: [
    [
      'it has been on my mind for a long time',
      'it would make things easier',
      'I have put a lot into this already',
      'others count on me here',
      'I would not ask if it were a small thing'
    ],
    [
      'I see it from another side',
      'it is not so simple for me',
      'I have had to give way before',
      'there is more at stake for me than it seems',
      'I need to be able to stand by it later'
    ]
  ],
  key: 'empathise'
};
