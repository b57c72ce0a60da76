const simulated = new WeakSet<object>();

/**
 * A list of rows that simulated models made. `map`, `filter`, `slice` and the other list methods
 * return such a list too, so rows calculated from it keep the mark.
 */
class SimulatedRows<T> extends Array<T> {}
Object.defineProperty(SimulatedRows, 'name', { value: '' }); // Node prints it like any other list

/** Marks an object as made by simulated models and returns it; `isMarkedSimulated` reads the mark. */
export function markSimulated<T extends object>(value: T): T {
  simulated.add(value);
  return value;
}

/** The rows as a list that simulated models made, with a mark on each row that `isMade` accepts. */
export function simulatedRows<T>(
  rows: readonly T[],
  isMade: (row: T) => boolean = () => true
): readonly T[] {
  const made = rows.filter(isMade);
  for (const row of made) if (isObject(row)) markSimulated(row);
  return made.length === 0 ? rows : SimulatedRows.from(rows);
}

/** `value`, marked if its source is: what is calculated from marked rows is marked too. */
export function markLike<T extends object>(value: T, source: object): T {
  return isMarkedSimulated(source) ? markSimulated(value) : value;
}

/** Whether a value, or any row of a list, is marked as made by simulated models. */
export function isMarkedSimulated(value: object): boolean {
  if (value instanceof SimulatedRows || simulated.has(value)) return true;
  return Array.isArray(value) && value.some(row => isObject(row) && simulated.has(row));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
