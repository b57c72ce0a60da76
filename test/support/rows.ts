import type { Row } from '../../kernel-lib/src/sft/schema';

/** The training row number `n`, told apart from all others by its prompt. */
export function rowWith(n: number, fields: Partial<Row> = {}): Row {
  return {
    id: `row-${n.toString(16).padStart(16, '0')}`,
    tag: 'collect BC',
    episode: 'episode-0000000000000001',
    seat: 0,
    turn: n,
    prompt: `Prompt ${n}`,
    completion: '{"action_type": "speak", "argument": "Hi"}',
    ...fields
  };
}

/** So many training rows. */
export function rows(n: number): Row[] {
  return Array.from({ length: n }, (_, i) => rowWith(i));
}
