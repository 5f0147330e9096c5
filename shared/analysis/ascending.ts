/**
 * Places in ascending numbers, found by halving. The first is written out since the life cycle asks it millions of
 * times.
 */

/**
 * Ascending days of one reader, as a stretch of a column of all: a view for each reader would take more time than what
 * is asked of it. They are `days[from]` to `days[to - 1]`; what stands outside belongs to others.
 */
export interface Days {
  readonly days: Int32Array;
  readonly from: number;
  readonly to: number;
}

export const wholeDays = (days: Int32Array): Days => ({ days, from: 0, to: days.length });

/**
 * The place in the column behind the last day that is not above the bound. As `countUpTo`, of one kind of numbers only:
 * asked millions of times, that is twice as fast.
 */
export function placeBehind({ days, from, to }: Days, bound: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((days[middle] ?? 0) <= bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The last day that is not above the bound. */
export function lastUpTo(stretch: Days, bound: number): number | undefined {
  const place = placeBehind(stretch, bound);
  return place === stretch.from ? undefined : stretch.days[place - 1];
}

/** How many days are not above the bound. */
export const daysUpTo = (stretch: Days, bound: number): number => placeBehind(stretch, bound) - stretch.from;

/** How many of the ascending numbers are not above the bound. */
export const countUpTo = (ascending: ArrayLike<number>, bound: number): number =>
  leading(ascending, (number) => number <= bound);

/** How many of them are below the bound. */
export const countBelow = (ascending: ArrayLike<number>, bound: number): number =>
  leading(ascending, (number) => number < bound);

/** How many leading numbers the rule holds for; it holds for none after one that it does not hold for. */
function leading(numbers: ArrayLike<number>, holds: (number: number) => boolean): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(numbers[middle] ?? 0)) low = middle + 1;
    else high = middle;
  }
  return low;
}
