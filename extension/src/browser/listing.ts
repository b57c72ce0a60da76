import { z } from 'zod';
import { dimensions } from '../../../kernel-lib/src/transcript/schema';
import { noFilter, orders, type Filter, type Order } from './catalogue';

/** Which episodes are listed, and in which order. */
export interface Listing {
  readonly filter: Filter;
  readonly order: Order;
}

/** All of them, as they stand in the file. */
export const wholeFile: Listing = { filter: noFilter, order: 'file' };

/** The episodes that the reader has not rated. */
export const unratedFile: Listing = { filter: { ...noFilter, rated: 'no' }, order: 'file' };

const text = z.string().optional();
const isOn = z.literal('1').transform(() => true);
const score = z.coerce.number().finite().optional().catch(undefined);

/** A listing as an address tells it; what it does not name, or names wrongly, is not asked for. */
const Told = z.object({
  words: text,
  task: text,
  model: text,
  set: text,
  ending: text,
  isHard: isOn.optional().catch(undefined),
  rated: z.enum(['yes', 'no']).optional().catch(undefined),
  hasRepairs: isOn.optional().catch(undefined),
  dimension: z.coerce.number().int().min(0).lt(dimensions.length).optional().catch(undefined),
  low: score,
  high: score,
  order: z.enum(orders).optional().catch(undefined)
});

/** What of a listing an address has to tell, by name. */
export function toldOf({ filter, order }: Listing): [name: string, value: string][] {
  const all = Object.entries({ ...filter, order });
  const standard: Record<string, unknown> = { ...noFilter, order: wholeFile.order };
  return all
    .filter(([name, value]) => value !== standard[name])
    .map(([name, value]) => [name, value === true ? '1' : String(value)]);
}

/** The listing that an address tells; `undefined` where it tells none. */
export function listingOf(told: URLSearchParams): Listing | undefined {
  const { order = wholeFile.order, ...asked } = Told.parse(Object.fromEntries(told));
  const given = Object.entries(asked).filter(([, value]) => value !== undefined);
  if (given.length === 0 && order === wholeFile.order) return undefined;
  return { filter: { ...noFilter, ...Object.fromEntries(given) }, order };
}
