import { hash } from 'node:crypto';

/** What every id of ours looks like; safe as a file name. */
export const idPattern = /^[a-z]+-[0-9a-f]{16}$/;

/**
 * A stable id computed from content: the kind, a dash, 16 hexadecimal digits.
 * The order of an object's keys does not matter; fields that are undefined do not count.
 */
export function idOf(kind: string, content: unknown): string {
  return `${kind}-${digest(content).slice(0, 16)}`;
}

/** The SHA-256 of any plain data, 64 hexadecimal digits. */
export function digest(content: unknown): string {
  return textDigest(canonical(content));
}

/** The SHA-256 of a text's UTF-8 bytes, as `sha256sum` prints it for a file. */
export function textDigest(text: string): string {
  return hash('sha256', text);
}

/** The first 16 bytes of a text's SHA-256, a character for each: enough to know the text again. */
export function shortDigest(text: string): string {
  return hash('sha256', text, 'buffer').toString('latin1', 0, 16);
}

/** Plain data as JSON with sorted keys: equal data, equal text. */
export function canonical(content: unknown): string {
  return JSON.stringify(content, (_, value: unknown) =>
    isRecord(value) ? Object.fromEntries(Object.entries(value).sort(byKey)) : value
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function byKey([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
