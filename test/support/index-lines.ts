import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import type { Episode, Turn } from '../../kernel-lib/src/episode/schema';
import { fullName, type Character } from '../../kernel-lib/src/task/schema';
import { ratingWith, seatRating } from './ratings';
import { ava, ben, episodeOf, taskWith } from './scene';

/** Somebody says something. */
export function turnOf(who: Character, argument: string): Turn {
  return { character: fullName(who), action: { action_type: 'speak', argument }, prompt: [0] };
}

const places = ['bakery', 'harbour', 'library', 'ferry', 'garden', 'hospital', 'market'];
const endings = ['turn limit', 'stale', 'too few characters'] as const;

/** The id of the nth of many episodes. */
export const nthId = (n: number): string => `episode-${String(n).padStart(16, '0')}`;

/** The nth of many episodes that differ in task, ending, models, length and repairs. */
export function nthEpisode(n: number): Episode {
  const place = places[n % places.length]!;
  const scenario = `Agent 1 and Agent 2 meet at the ${place} for the time number ${n}.`;
  const task = taskWith({ codename: `meeting_at_the_${place}`, hard: n % 5 === 0, scenario });
  const turns = Array.from({ length: 2 + (n % 9) }, (_, i) =>
    turnOf(i % 2 === 0 ? ava : ben, `Word ${i} of talk ${n} at the ${place}.`)
  );
  const [first, ...rest] = turns;
  const attempts = [{ reply: '{', reason: 'repaired: closed the JSON' }];
  return episodeOf(n % 4 === 0 ? [{ ...first!, attempts }, ...rest] : turns, {
    id: nthId(n),
    tag: n % 2 === 0 ? 'collect BC' : 'try BC',
    task,
    models: n % 3 === 0 ? ['expert-model', 'partner-model'] : ['partner-model', 'expert-model'],
    texts: ['You are in a conversation. '.repeat(20)],
    ending: endings[n % 3]!,
    transcript: 'c0ffee00'.repeat(8)
  });
}

/** The nth episode as its line in a file, with the line break. */
export const nthLine = (n: number): string =>
  `${JSON.stringify({ version: 1, ...nthEpisode(n) })}\n`;

/** The judge's rating of the nth episode as its line; the goal scores are `n` modulo 11 and 7. */
export function nthRatingLine(n: number): string {
  const rating = ratingWith({
    id: `rating-${String(n).padStart(16, '0')}`,
    episode: nthId(n),
    transcript: 'c0ffee00'.repeat(8),
    seats: [seatRating(8, 1, 2, 0, -1, 3, n % 11), seatRating(7, 0, 3, -1, 0, 2, n % 7)]
  });
  return `${JSON.stringify({ version: 1, ...rating })}\n`;
}

/** A file of so many lines, the first counted 1. */
export async function manyLines(path: string, lines: number, lineOf: (n: number) => string) {
  const out = createWriteStream(path);
  for (let n = 1; n <= lines; n++) if (!out.write(lineOf(n))) await once(out, 'drain');
  out.end();
  await once(out, 'close');
}
