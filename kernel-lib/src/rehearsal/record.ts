import { both, readingOf, type Heading, type Pair, type Seat } from './labels';
import { answersTo, type Move } from './moves';
import type { Seen } from './recognise';
import { shareInOffer } from './scene';

/** One turn of a record: what is seen, and the share that an offer leaves to its speaker. */
export interface RecordTurn extends Seen {
  readonly seat: Seat;
  readonly share: number | undefined;
}

/** A talk as someone reads it who knows both goals. */
export interface TalkRecord {
  readonly heading: Heading;
  readonly turns: readonly RecordTurn[];
}

/** Reads a record's text. */
export function recordOf(text: string): TalkRecord {
  const { heading, turns } = readingOf(text);
  return {
    heading,
    turns: turns.map(({ seat, seen }) => ({
      ...seen,
      seat,
      share: shareInOffer(heading.scene, heading.aims[seat].wantsHigh, seen.offer)
    }))
  };
}

/** How the talk of one side sounds, 0..1 each: polite words and length per turn, and turns that answer the last. */
export interface Sound {
  readonly polite: number;
  readonly long: number;
  readonly fit: number;
  /** Fine words impress as far as the talk hangs together. */
  readonly pleasant: number;
}

/** The sound of both sides of a record. */
export function soundsOf(record: TalkRecord): Pair<Sound> {
  return both(seat => soundOf(record, seat));
}

function soundOf({ turns }: TalkRecord, seat: Seat): Sound {
  let n = 0;
  let polite = 0;
  let long = 0;
  let fit = 0;
  let own: Move | undefined;
  turns.forEach((turn, i) => {
    if (turn.seat !== seat || turn.words === 0) return;
    n++;
    polite += Math.min(1, turn.polite / 2);
    long += Math.min(1, turn.words / 40);
    const answers = answersTo[turns[i - 1]?.move ?? 'start'];
    if (answers.includes(turn.move) && turn.move !== own) fit++;
    own = turn.move;
  });
  if (n === 0) return { polite: 0, long: 0, fit: 0, pleasant: 0 };
  const together = Math.min(1, Math.max(0, (fit / n - 0.4) / 0.4));
  const pleasant = ((polite + long) / 2 / n) * together;
  return { polite: polite / n, long: long / n, fit: fit / n, pleasant };
}
