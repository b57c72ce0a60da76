import type { ScoreSource } from '../evaluation/schema';

/** The two grounds a figure can stand on. */
export type Theme = 'light' | 'dark';

/** Colours that tell no models apart: text, lines and grounds. */
export const tones = {
  light: {
    ink: '#1F1F1F',
    muted: '#5A5A5A',
    line: '#8A8A8A',
    grid: '#E6E6E6',
    paper: '#FFFFFF',
    rehearsal: '#B8651B'
  },
  dark: {
    ink: '#F2F2F2',
    muted: '#B4B4B4',
    line: '#858585',
    grid: '#333333',
    paper: '#111111',
    rehearsal: '#E08A3C'
  }
} as const;
export type Tones = (typeof tones)[Theme];

/** How one model looks in every figure. */
export interface Series {
  readonly label: string;
  readonly light: string;
  readonly dark: string;
  readonly symbol: string;
}

/**
 * The paper's models in the order figures show them, each with its colour and symbol.
 * The colours stay apart under protan, deutan and tritan vision; the expert has GPT-4's.
 */
export const series = {
  base: { label: 'base', light: '#838383', dark: '#8C8C8C', symbol: 'circle' },
  SR: { label: 'SR', light: '#DF5A02', dark: '#F2B04A', symbol: 'square' },
  BC: { label: 'BC', light: '#269ADD', dark: '#85BDEE', symbol: 'triangle-up' },
  'BC+SR': { label: 'BC+SR', light: '#0C2376', dark: '#2F5EBC', symbol: 'diamond' },
  expert: { label: 'expert', light: '#1E6157', dark: '#BCF5EB', symbol: 'star' }
} as const satisfies Record<string, Series>;

/** How who rated is told without colour: the filling of a bar, the shape of a dot. */
export interface SourceLook {
  readonly label: string;
  /** The name as it stands in a sentence. */
  readonly inSentence: string;
  /** The pattern that fills a bar; the judge's bars are solid. */
  readonly pattern?: { readonly shape: string; readonly size: number; readonly solidity: number };
  readonly symbol: string;
}

/** The looks of the four sources, in the order figures show them. */
export const sourceLooks: Readonly<Record<ScoreSource, SourceLook>> = {
  judge: { label: 'judge (a model)', inSentence: 'the judge', symbol: 'circle' },
  people: {
    label: 'people',
    inSentence: 'people',
    pattern: { shape: '/', size: 7, solidity: 0.32 },
    symbol: 'diamond-open'
  },
  simulatedRaters: {
    label: 'simulated raters',
    inSentence: 'the simulated raters',
    pattern: { shape: '.', size: 6, solidity: 0.32 },
    symbol: 'square-open'
  },
  truth: {
    label: 'truth (rehearsal only)',
    inSentence: 'the truth',
    pattern: { shape: 'x', size: 7, solidity: 0.22 },
    symbol: 'x-thin-open'
  }
};

/** The sources in the order figures show them. */
export const sourceOrder = ['judge', 'people', 'simulatedRaters', 'truth'] as const;

/** The look of a model; one that the paper does not know is drawn in the colour of secondary text. */
export function seriesOf(model: string): Series {
  const known: Readonly<Record<string, Series>> = series;
  const unknown = { label: model, light: tones.light.muted, dark: tones.dark.muted };
  return Object.hasOwn(known, model) ? known[model]! : { ...unknown, symbol: 'hexagon' };
}

/** Models in the order figures show them: the paper's first, others as they come; each once. */
export function inOrder(models: readonly string[]): string[] {
  const known = Object.keys(series);
  const others = models.filter(model => !known.includes(model));
  return [...known.filter(model => models.includes(model)), ...new Set(others)];
}

/** Whose scores the judge's are held against: people's where there are any. */
export function ratersOf(sources: readonly ScoreSource[]): ScoreSource | undefined {
  return (['people', 'simulatedRaters'] as const).find(source => sources.includes(source));
}
