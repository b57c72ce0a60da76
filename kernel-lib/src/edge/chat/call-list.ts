import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { callFolder, storedCall } from './call-store';

/** The recorded calls of one model at one server. */
export interface RecordedModel {
  readonly provider: string;
  readonly model: string;
  readonly calls: number;
  readonly bytes: number;
  /** When the first and the last of them were made. */
  readonly oldest: string;
  readonly newest: string;
}

/** Which recorded calls are meant; every condition given has to hold. */
export interface CallFilter {
  readonly model?: string;
  /** Recorded before this time. */
  readonly before?: Date;
}

interface Found {
  readonly path: string;
  readonly bytes: number;
  readonly provider: string;
  readonly model: string;
  readonly time: string;
}

/** What stands in the store, by server and model, the largest first. */
export function recordedModels(folder: string = callFolder()): RecordedModel[] {
  const groups = new Map<string, RecordedModel>();
  for (const { provider, model, bytes, time } of found(folder)) {
    const name = JSON.stringify([provider, model]);
    const known = groups.get(name);
    groups.set(name, {
      provider,
      model,
      calls: (known?.calls ?? 0) + 1,
      bytes: (known?.bytes ?? 0) + bytes,
      oldest: known && known.oldest < time ? known.oldest : time,
      newest: known && known.newest > time ? known.newest : time
    });
  }
  return [...groups.values()].sort((a, b) => b.bytes - a.bytes);
}

/** Removes recorded calls, and says how many and how many bytes. */
export function pruneCalls(
  { model, before }: CallFilter,
  folder: string = callFolder()
): { readonly calls: number; readonly bytes: number } {
  let calls = 0;
  let bytes = 0;
  for (const call of found(folder)) {
    if (model !== undefined && call.model !== model) continue;
    if (before !== undefined && call.time >= before.toISOString()) continue;
    rmSync(call.path, { force: true });
    calls++;
    bytes += call.bytes;
  }
  return { calls, bytes };
}

function* found(folder: string): Generator<Found> {
  if (!existsSync(folder)) return;
  for (const part of readdirSync(folder)) {
    for (const file of readdirSync(join(folder, part))) {
      const path = join(folder, part, file);
      const call = file.endsWith('.json') ? storedCall(path) : undefined;
      if (!call) continue; // half written, or not ours
      const { provider, model } = call.key;
      yield { path, bytes: statSync(path).size, provider, model, time: call.time };
    }
  }
}
