import { series, tones } from './palette';
import type { Drawing } from './schema';
import { templateOf } from './template';

/** The same drawing for a dark ground: every colour of the palette becomes its dark counterpart. */
export function inDark({ data, layout }: Drawing): Drawing {
  const { template: _, ...own } = layout;
  return { data: data.map(recolored), layout: { ...recolored(own), template: templateOf('dark') } };
}

const darkColors = new Map<unknown, string>([
  ...Object.values(series).map(({ light, dark }) => [light, dark] as const),
  [tones.light.ink, tones.dark.ink],
  [tones.light.muted, tones.dark.muted],
  [tones.light.line, tones.dark.line],
  [tones.light.grid, tones.dark.grid],
  [tones.light.paper, tones.dark.paper],
  [tones.light.rehearsal, tones.dark.rehearsal]
]);

function recolored(part: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, darkened(value)]));
}

function darkened(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(darkened);
  if (isRecord(value)) return recolored(value);
  return darkColors.get(value) ?? value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
