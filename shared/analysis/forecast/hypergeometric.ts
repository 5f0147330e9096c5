/** Gauss's hypergeometric function ₂F₁ for real arguments, 0 ≤ z < 1, by its series. */

const MOST_TERMS = 100_000;
const PRECISION = 1e-15;

/**
 * Σ (a)ₙ (b)ₙ / (c)ₙ · zⁿ / n! (Abramowitz and Stegun, 15.1.1); c is no whole number below 1. Terms that grow
 * before they fall cost digits: callers with large a and b use Euler's transformation (15.3.3) first.
 */
export function hypergeometric2F1(a: number, b: number, c: number, z: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 0; n < MOST_TERMS; n++) {
    term *= (((a + n) * (b + n)) / ((c + n) * (n + 1))) * z;
    sum += term;
    // the ratio of terms nears z: what is left is about term · z / (1 − z)
    if (Math.abs(term) <= PRECISION * Math.abs(sum) * (1 - z)) break;
  }
  return sum;
}
