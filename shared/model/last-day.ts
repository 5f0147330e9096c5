/**
 * Days by which something is due, or until which it holds: each is the last one, and belongs to the time. Whether such a
 * day is over is decided here; a task and an opinion are late, and a card has run out, by it.
 */

/** @param lastDay,today YYYY-MM-DD, or both as numbers of days; without a last day it never ends */
export const isOver = <D extends string | number>(lastDay: D | undefined, today: D): boolean =>
  lastDay !== undefined && lastDay < today;

/** For sorting: the earliest first, what has no last day after all others. */
export const byLastDay = (a: string | undefined, b: string | undefined): number => {
  if (a === b) return 0;
  if (a === undefined || b === undefined) return a === undefined ? 1 : -1;
  return a < b ? -1 : 1;
};
