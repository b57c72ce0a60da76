import { z } from 'zod';

/** The MIME type of a Plotly figure in a notebook output. */
export const plotlyMime = 'application/vnd.plotly.v1+json';

const Fields = z.record(z.string(), z.unknown());
const Drawing = z.object({
  data: z.array(Fields),
  layout: Fields.nullish().transform(l => l ?? {})
});

/** What Plotly draws. */
export type Drawing = z.infer<typeof Drawing>;

/** A figure of any kernel; one of ours has a second drawing for a dark page. */
export const FigurePayload = Drawing.extend({
  frames: z.array(Fields).nullish(),
  config: Fields.nullish(),
  dark: Drawing.optional()
});
export type FigurePayload = z.infer<typeof FigurePayload>;

const defaultHeight = 360; // px, as in Plotly's own extension

/** The height of a figure in px, with a default where its layout has none. */
export function heightOf({ layout: { height } }: Pick<Drawing, 'layout'>): number {
  return typeof height === 'number' && height > 0 ? height : defaultHeight;
}

/** Whether a value is an object with fields: not a list and not null. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
