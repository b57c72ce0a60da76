import { z } from 'zod';
import type { Interval } from '../base/stats';
import type { NoMean, Scale, ScoreSource } from '../evaluation/schema';

/** Where a figure's numbers come from: the run, the hash of each prompt, the model behind each role. */
export const Provenance = z.object({
  run: z.string(),
  prompts: z.record(z.string(), z.string()),
  models: z.record(z.string(), z.string())
});
export type Provenance = z.infer<typeof Provenance>;

/** What Plotly draws. */
export const Drawing = z.object({
  data: z.array(z.record(z.string(), z.unknown())),
  layout: z.record(z.string(), z.unknown())
});
export type Drawing = z.infer<typeof Drawing>;

/** A Plotly figure, the sentence it supports, and its numbers as a table. */
export const Figure = Drawing.extend({
  name: z.string().regex(/^[a-z0-9-]+$/),
  sentence: z.string(),
  /** Whether simulated models made it; then the mark of the rehearsal stands on it. */
  rehearsal: z.boolean(),
  /** The same drawing for a dark ground; `data` and `layout` are for a light one. */
  dark: Drawing,
  table: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()]))),
  provenance: Provenance
});
export type Figure = z.infer<typeof Figure>;

/** A figure of one's own as it is drawn, and whether simulated models made its numbers. */
export interface OwnFigure {
  readonly drawing: Drawing;
  /** The same for a dark page; absent where the layout has a template of its own. */
  readonly dark?: Drawing;
  readonly rehearsal: boolean;
}

/** What a figure says of itself beside its numbers. */
export interface Origin {
  readonly provenance: Provenance;
  /** Whether simulated models made the numbers. */
  readonly rehearsal: boolean;
  /** Which tasks the numbers are of, as a subtitle goes on after "on": `the hard tasks`. */
  readonly scope: string;
  /** What the sentence has to say of the models as well. */
  readonly caution?: string;
}

/** How far one source stands above another on the same evaluated characters of a model. */
export type Gap = {
  readonly model: string;
  readonly dimension: Scale;
  readonly above: ScoreSource;
  readonly below: ScoreSource;
  /** Characters that only one of the two sources has scored; they do not count. */
  readonly unmatched: number;
} & (Interval | NoMean);

/** What every place that shows results of simulated models has to say. */
export const rehearsalNotice =
  'This world was built so that training works and the judge can be fooled; ' +
  'that it looks like the paper is by construction and no evidence for the paper.';
