import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { dimensions } from '../../kernel-lib/src/rating/schema';
import type { HandedIn, Preference } from '../../kernel-lib/src/rating/study';
import { plainScores, seatRating } from './ratings';

/** A whole sheet handed in, apart from the given fields. */
export function handedInWith(fields: Partial<HandedIn> = {}): HandedIn {
  const seats: HandedIn['seats'] = [seatRating(...plainScores), seatRating(...plainScores)];
  return {
    ...{ time: '2026-11-22T14:03:00.000Z', blind: true, afterJudge: false },
    ...{ seats, flags: [[], [dimensions[6].name]], thumbs: { 1: 'up' }, ...fields }
  };
}

/** A preference handed in, apart from the given fields. */
export function preferenceWith(fields: Partial<Preference> = {}): Preference {
  return {
    ...{ time: '2026-11-22T14:03:00.000Z', blind: true, better: 'A', reason: '' },
    ...{ shown: ['episode-0000000000000002', 'episode-0000000000000001'], ...fields }
  };
}

/** Puts what a person's file holds into a run's folder. */
export function putFile(folder: string, file: string, content: unknown): void {
  const path = join(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
}
