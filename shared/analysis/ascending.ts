/** Places in ascending numbers, found by halving. The first is written out since the life cycle asks it millions of times. */

/** How many of the ascending numbers are not above the bound. */
export function countUpTo(ascending: ArrayLike<number>, bound: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) <= bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many of them are below the bound. */
export const countBelow = (ascending: ArrayLike<number>, bound: number): number => leading(ascending, (number) => number < bound);

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
