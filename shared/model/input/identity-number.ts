/** The identity number of a mainland resident, which the library neither needs nor keeps. */

/**
 * Weights and check characters of GB 11643-1999: the sum of the weighted digits, modulo 11, names the last character.
 */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = "10X98765432";

export function isIdentityNumber(text: string): boolean {
  const chars = text.normalize("NFKC").replace(/[\s-]/g, "").toUpperCase();
  if (!/^\d{17}[\dX]$/.test(chars)) return false;
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(chars[place]), 0);
  return CHECKS[sum % 11] === chars[17];
}
