import { scales, type Scale, type Score } from '../../kernel-lib/src/evaluation/schema';
import { pairOf } from '../../kernel-lib/src/evaluation/score';

/** Points that are the same on every scale, apart from the given ones. */
export function pointsOf(
  value: number,
  given: Partial<Record<Scale, number>> = {}
): NonNullable<Score['points']> {
  const points = Object.fromEntries(scales.map(scale => [scale, value]));
  return { ...points, ...given } as NonNullable<Score['points']>;
}

/** A score by the judge with these points, or none; the fields tell which game it is of. */
export function scoreWith(value: number | undefined, fields: Partial<Score> = {}): Score {
  const { model, source, task, pair, seat, repeat } = {
    model: 'base',
    source: 'judge' as const,
    task: 'task-a',
    pair: pairOf([{ id: 'ava' }, { id: 'ben' }]),
    seat: 0 as const,
    repeat: 0,
    ...fields
  };
  const episode = `${model} ${task} ${pair} ${seat} ${repeat}`;
  const found = value === undefined ? { unrated: 'no rating' } : { points: pointsOf(value) };
  return {
    ...{ id: `${source} ${episode}`, model, source, episode, task, pair, hard: true, seat, repeat },
    ...found,
    ...fields
  };
}
