import { safeLabel } from './labels';
import type { Report } from './left-out';
import { isRecord, type Drawing } from './payload';
import { isTileType, knownTrace } from './traces';

const maxDepth = 40;
const tileLayout = /^map(box)?\d*$/;
const unsafeName = /^(__proto__|prototype|constructor)$/;
const ownPicture = /^data:image\/[a-z+.-]+[;,]/i;
/** Parts of a layout whose change by a button could load something. */
const loadingName = /^(images|source|geojson|style|template|map(box)?\d*|_.*|add)$/;

/**
 * The same drawing without anything that could ask another server: drawing it sends no request, and
 * no label, button or animation can build one from data.
 */
export function safeDrawing({ data, layout }: Drawing, report: Report): Drawing {
  const traces = data.flatMap(trace => knownTrace(trace, report));
  const geos = traces.flatMap(({ geo }) =>
    typeof geo === 'string' && report.parts.has('tiles') ? [geo] : []
  );
  const fitted = Object.fromEntries(geos.map(geo => [geo, { fitbounds: 'locations' }]));
  return {
    data: traces.map(trace => safeFields(trace, report, 0)),
    layout: { ...fitted, ...safeFields(layout, report, 0) }
  };
}

/** The frames of an animation, each as safe as a drawing. */
export function safeFrames(frames: readonly Record<string, unknown>[], report: Report): object[] {
  return frames.map(({ data, ...frame }) => ({
    ...safeFields(frame, report, 0),
    ...(Array.isArray(data) && {
      data: data.map(trace => (isRecord(trace) ? safeFields(withoutTiles(trace), report, 0) : {}))
    })
  }));
}

/** A frame changes traces that are there: their kind was settled with them. */
function withoutTiles({ type, ...trace }: Record<string, unknown>): Record<string, unknown> {
  return type === undefined || isTileType(type) ? trace : { ...trace, type };
}

function safeFields(
  fields: Record<string, unknown>,
  report: Report,
  depth: number
): Record<string, unknown> {
  if (isLoadingButton(fields)) return safeFields(withoutArguments(fields, report), report, depth);
  const entries = Object.entries(fields).flatMap(([key, value]): [string, unknown][] => {
    const kept = safeField(key, value, report, depth);
    return kept === undefined ? [] : [[key, kept]];
  });
  return Object.fromEntries(entries);
}

function safeField(key: string, value: unknown, report: Report, depth: number): unknown {
  const names = key.split(/[.[\]]+/).filter(name => name !== '' && !/^\d+$/.test(name));
  const last = names.at(-1) ?? key;
  if (names.some(name => unsafeName.test(name))) return undefined;
  if (names.some(name => tileLayout.test(name))) return leave(report, 'tiles');
  if (last === 'images' && Array.isArray(value)) return ownPictures(value, report);
  if (last === 'source' && holdsAddress(value)) return leave(report, 'pictures');
  if (last === 'geojson' && holdsText(value)) return leave(report, 'addresses');
  if (last === 'add' && holdsText(value)) return undefined; // buttons that send data away
  return safeValue(value, report, depth + 1);
}

function safeValue(value: unknown, report: Report, depth: number): unknown {
  if (typeof value === 'string') {
    const { text, hadLink } = safeLabel(value);
    if (hadLink) report.parts.add('links');
    return text;
  }
  if (typeof value !== 'object' || value === null) return value;
  if (depth > maxDepth) return undefined;
  if (!Array.isArray(value)) return safeFields(value as Record<string, unknown>, report, depth);
  if (value.every(item => typeof item === 'number')) return value;
  return value.map(item => safeValue(item, report, depth + 1));
}

function ownPictures(images: readonly unknown[], report: Report): unknown[] {
  const own = images.filter(image => isRecord(image) && isOwnPicture(image.source));
  if (own.length < images.length) report.parts.add('pictures');
  return own.map(image => safeLabels(image, report));
}

function safeLabels(image: unknown, report: Report): unknown {
  return isRecord(image) ? { ...safeFields(image, report, 0), source: image.source } : image;
}

function isOwnPicture(source: unknown): boolean {
  return typeof source === 'string' && ownPicture.test(source);
}

/** Whether there is a text that is neither a picture nor the number of a node. */
function holdsAddress(value: unknown): boolean {
  if (typeof value === 'string') return !isOwnPicture(value) && !/^\d+$/.test(value);
  return Array.isArray(value) && value.some(holdsAddress);
}

function holdsText(value: unknown): boolean {
  return typeof value === 'string' || (Array.isArray(value) && value.some(holdsText));
}

/** Whether the arguments of a menu's button or a slider's step name a part that could load something. */
function isLoadingButton({ args, args2 }: Record<string, unknown>): boolean {
  return [args, args2].some(part => namesLoading(part, 0));
}

function namesLoading(value: unknown, depth: number): boolean {
  if (depth > maxDepth) return true;
  if (typeof value === 'string') {
    return isTileType(value) || value.split(/[.[\]]+/).some(name => loadingName.test(name));
  }
  if (Array.isArray(value)) return value.some(item => namesLoading(item, depth + 1));
  if (!isRecord(value)) return false;
  return Object.entries(value).some(
    ([key, part]) =>
      namesLoading(key, depth) || (typeof part !== 'number' && namesLoading(part, depth + 1))
  );
}

function withoutArguments(
  { args: _, args2: __, ...button }: Record<string, unknown>,
  report: Report
): Record<string, unknown> {
  report.parts.add('buttons');
  return { ...button, method: 'skip' };
}

function leave(report: Report, part: 'tiles' | 'pictures' | 'addresses'): undefined {
  report.parts.add(part);
  return undefined;
}
