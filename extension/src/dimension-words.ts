import type { Dimension } from '../../kernel-lib/src/transcript/schema';
import type { Words } from './words';

/** How a dimension is written on the sheet. */
export interface DimensionWords {
  readonly title: string;
  /** What the ends (and zero, on signed scales) mean. */
  readonly anchors: readonly (readonly [score: number, meaning: string])[];
  /** What each score means, as the highest score of its band; ascending. */
  readonly bands: readonly (readonly [highest: number, meaning: string])[];
}

/** The meaning of one score, in a few words. */
export function meaningOf({ bands }: DimensionWords, score: number): string {
  return bands.find(([highest]) => score <= highest)?.[1] ?? '';
}

/** A score as people read it: a real minus, and a plus where the scale has two directions. */
export function scoreText(score: number, isSigned = false): string {
  if (score < 0) return `−${-score}`;
  return isSigned && score > 0 ? `+${score}` : String(score);
}

/** The words of all seven dimensions. */
export function dimensionWords({ __ }: Words): Record<Dimension, DimensionWords> {
  return {
    believability: {
      title: __('Believability'),
      anchors: [
        [0, __('nobody acts so')],
        [10, __('like a real person')]
      ],
      bands: [
        [3, __('hardly credible')],
        [6, __('partly credible')],
        [8, __('credible')],
        [10, __('like a real person')]
      ]
    },
    relationship: {
      title: __('Relationship'),
      anchors: [
        [-5, __('torn apart')],
        [0, __('no effect')],
        [5, __('much closer')]
      ],
      bands: [
        [-3, __('the tie is damaged')],
        [-1, __('the tie is strained')],
        [0, __('no effect')],
        [3, __('a little closer')],
        [5, __('much closer')]
      ]
    },
    knowledge: {
      title: __('Knowledge'),
      anchors: [
        [0, __('learned nothing')],
        [10, __('new and decisive')]
      ],
      bands: [
        [3, __('little that is new')],
        [6, __('something new')],
        [8, __('new and of weight')],
        [10, __('new and decisive')]
      ]
    },
    secret: {
      title: __('Secret'),
      anchors: [
        [-10, __('told, with harm')],
        [0, __('kept')]
      ],
      bands: [
        [-7, __('told, with grave harm')],
        [-4, __('told in part')],
        [-1, __('hinted at')],
        [0, __('kept')]
      ]
    },
    social_rules: {
      title: __('Social rules'),
      anchors: [
        [-10, __('broke the law')],
        [0, __('none broken')]
      ],
      bands: [
        [-8, __('broke the law')],
        [-5, __('did wrong')],
        [-2, __('was rude')],
        [-1, __('a small slip')],
        [0, __('none broken')]
      ]
    },
    financial_and_material_benefits: {
      title: __('Financial and material benefits'),
      anchors: [
        [-5, __('heavy loss')],
        [0, __('no effect')],
        [5, __('great gain')]
      ],
      bands: [
        [-3, __('a clear loss')],
        [-1, __('a small loss')],
        [0, __('no effect')],
        [3, __('a small gain')],
        [5, __('a great gain')]
      ]
    },
    goal: {
      title: __('Goal'),
      anchors: [
        [0, __('not at all')],
        [10, __('reached in full')]
      ],
      bands: [
        [3, __('almost nothing reached')],
        [6, __('less than half reached')],
        [8, __('more than half reached')],
        [10, __('reached, or nearly so')]
      ]
    }
  };
}
