import type { Turn } from '../../kernel-lib/src/episode/schema';
import { openRun } from '../../kernel-lib/src/lab/run';
import { tables } from '../../kernel-lib/src/lab/tables';
import { fullName } from '../../kernel-lib/src/task/schema';
import { emptyFolder } from './folder';
import { plainScores, ratingWith, seatRating } from './ratings';
import { rows } from './rows';
import { ava, ben, episodeOf, taskWith } from './scene';

const said = (who: typeof ava, argument: string, prompt: number[] = [0]): Turn => ({
  character: fullName(who),
  action: { action_type: 'speak', argument },
  prompt
});

/**
 * The folder of a run with one task, two training episodes that differ in their goal, a trial that
 * was judged and one that was not, and the rows trained on.
 */
export function smallRun(): string {
  const folder = emptyFolder();
  const run = openRun(folder);
  const turns = [
    said(ava, '=1+1'),
    said(ben, 'Hello "you"'),
    { ...said(ava, ''), action: { action_type: 'none' as const, argument: '' } }
  ];
  const texts = ['You are Ava.'];
  const episodes = [
    episodeOf(turns, { id: 'episode-0000000000000001', tag: 'collect BC', texts }),
    episodeOf([said(ava, 'No.'), said(ben, 'Why?')], {
      id: 'episode-0000000000000002',
      tag: 'collect BC',
      texts
    }),
    episodeOf(turns, { id: 'episode-0000000000000003', tag: 'try BC', target: 1, texts }),
    episodeOf(turns, { id: 'episode-0000000000000004', tag: 'try BC', target: 0, texts })
  ];
  const poor = seatRating(...plainScores.map((score, i) => (i === 6 ? 2 : score)));
  const good = seatRating(...plainScores);
  const rating = (n: number, episode: number, seat = good) =>
    ratingWith({
      id: `rating-000000000000000${n}`,
      episode: episodes[episode]!.id,
      seats: [seat, seat]
    });
  run.writeRows(tables.tasks, [{ ...taskWith({ hard: true }), round: 'evaluation' }]);
  run.writeRows(tables.castings, [
    {
      id: 'casting-0000000000000001',
      task: 'task-bicycle',
      relationship: 'x',
      characters: ['ava', 'ben']
    }
  ]);
  run.writeRows(tables.episodes, episodes);
  run.writeRows(tables.ratings, [
    ...[rating(1, 0), rating(2, 1, poor), rating(3, 2)],
    { ...rating(4, 2), rater: { kind: 'simulated', model: 'a rater', number: 1 } }
  ]);
  run.writeRows(tables.rows, rows(3));
  run.close();
  return folder;
}
