/** Identity numbers of residents, which the library neither needs nor keeps. */

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

/** Letters of Taiwan's counties in the order of their numbers, from 10 on. */
const COUNTIES = "ABCDEFGHJKLMNPQRSTUVXYWZIO";

/** Of one of Taiwan: a county's letter, 1, 2, 8 or 9, seven digits and a check digit that makes the sum a multiple of ten. */
export function isTaiwanIdentityNumber(text: string): boolean {
  const chars = text.normalize("NFKC").trim().toUpperCase();
  if (!/^[A-Z][1289]\d{8}$/.test(chars)) return false;
  const county = COUNTIES.indexOf(chars.charAt(0)) + 10;
  const digits = [...chars.slice(1)].map(Number);
  const sum = digits.reduce((total, digit, place) => total + digit * Math.max(1, 8 - place), 0);
  return (Math.floor(county / 10) + (county % 10) * 9 + sum) % 10 === 0;
}
