/** Whole numbers in as few bytes as they need: every start reads a pack, and half of it in half the time. */

export type FewBytes = Uint8Array | Uint16Array | Uint32Array;

/** @param numbers whole, from 0 to 2³² − 1 */
export function inFewBytes(numbers: ArrayLike<number>): FewBytes {
  const [, greatest] = bounds(numbers);
  return greatest < 2 ** 8
    ? new Uint8Array(numbers)
    : greatest < 2 ** 16
      ? new Uint16Array(numbers)
      : new Uint32Array(numbers);
}

/** Days as their distance from the first of them. */
export interface FewDays {
  readonly first: number;
  readonly after: FewBytes;
}

export function fewDays(days: Int32Array): FewDays {
  const [first] = bounds(days);
  return { first, after: inFewBytes(moved(days, -first)) };
}

export const allDays = ({ first, after }: FewDays): Int32Array => moved(after, first);

function moved(numbers: ArrayLike<number>, by: number): Int32Array {
  const all = new Int32Array(numbers.length);
  for (let place = 0; place < all.length; place++) all[place] = (numbers[place] ?? 0) + by;
  return all;
}

/** The least and the greatest; 0 where there are none. */
function bounds(numbers: ArrayLike<number>): readonly [number, number] {
  let [least, greatest] = [numbers[0] ?? 0, numbers[0] ?? 0];
  for (let place = 1; place < numbers.length; place++) {
    const number = numbers[place] ?? 0;
    if (number < least) least = number;
    if (number > greatest) greatest = number;
  }
  return [least, greatest];
}
