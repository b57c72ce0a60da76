import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Seat } from '../../kernel-lib/src/episode/schema';
import type { Score } from '../../kernel-lib/src/evaluation/schema';
import { scoreOf } from '../../kernel-lib/src/evaluation/score';
import { dimensions, type Rating } from '../../kernel-lib/src/rating/schema';
import { ratingWith, seatRating } from './ratings';
import { sceneWith } from './scene';

type Cells = Readonly<Record<string, string>>;

/** A table of the paper, as text cells. */
export function paperTable(name: string): Cells[] {
  const text = readFileSync(new URL(`../../data/paper/${name}.csv`, import.meta.url), 'utf8');
  return parse(text, { columns: true });
}

/** The published ratings by people as scores of the models under test, scenarios as their tasks. */
export function humanScores(): Score[] {
  return scoresOf(seat => seat);
}

/** The same ratings as scores of whom those models met. */
export function partnerScores(): Score[] {
  return scoresOf(seat => (seat === 0 ? 1 : 0));
}

function scoresOf(rated: (target: Seat) => Seat): Score[] {
  const rows = paperTable('human-ratings');
  const episodes = new Map(rows.map(row => [row['episode'], row]));
  return [...episodes.values()].flatMap(first => {
    const { episode: id = '', setting: model = '', scenario_text: task = '' } = first;
    const ratings = rows.filter(row => row['episode'] === id).map(toRating);
    const { transcript } = ratings[0]!;
    const episode = { ...sceneWith({ id: task, hard: true }), id, repeat: 0, transcript };
    return targetsOf(first).map(target =>
      scoreOf({ model, episode, seat: rated(target) }, 'people', ratings)
    );
  });
}

function toRating(row: Cells): Rating {
  const seat = (number: 1 | 2) =>
    seatRating(...dimensions.map(({ name }) => Number(row[`${name}_${number}`])));
  const { episode = '', rater = '' } = row;
  return ratingWith({ episode, rater: { kind: 'person', id: rater }, seats: [seat(1), seat(2)] });
}

function targetsOf(row: Cells): Seat[] {
  const targets: Record<string, Seat[]> = { '1': [0], '2': [1], '1+2': [0, 1] };
  return targets[row['target_position'] ?? ''] ?? [];
}
