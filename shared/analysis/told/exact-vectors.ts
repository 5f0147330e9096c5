/**
 * Sums and differences in whole numbers of a prime field: exact, unlike fractions. Two of its numbers multiply within
 * 53 bits.
 */
const PRIME = 67_108_859;

/** Takes the vector so many times from the other one, in place. @returns the other one */
export function subtract(from: Float64Array, vector: Float64Array, times: number): Float64Array {
  if (times !== 0)
    for (let place = 0; place < from.length; place++)
      from[place] = ((from[place] ?? 0) + (PRIME - times) * (vector[place] ?? 0)) % PRIME;
  return from;
}

/** In place. */
export function scale(vector: Float64Array, times: number): void {
  for (let place = 0; place < vector.length; place++) vector[place] = ((vector[place] ?? 0) * times) % PRIME;
}

/** Fermat: the power of the prime less two. @param value not 0 */
export function inverse(value: number): number {
  let result = 1;
  let [base, rest] = [value, PRIME - 2];
  for (; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = (result * base) % PRIME;
    base = (base * base) % PRIME;
  }
  return result;
}
