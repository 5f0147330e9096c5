/**
 * How long a colleague waits after wrong PINs: two are slips, from the third on each costs twice as long as the one
 * before, a minute at most. Kept for the window, whoever is asked; nobody is shut out for good.
 */
const FREE = 2;
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 60_000;

/** @param wrong PINs in a row @returns ms until the next may be tried */
export const waitAfter = (wrong: number): number =>
  wrong <= FREE ? 0 : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (wrong - FREE - 1));
