/**
 * How the columns of a table lie in a window that is too narrow for them: on several lines of one row, so that nothing
 * runs sideways and nothing is left out.
 */

/** Of a track that says no least width. */
const USUAL_EM = 7;
const GAP_EM = 1;
/** Tracks of every line; as many columns as may stand on one divide it. */
export const FOLD_TRACKS = 60;
const MOST_ON_A_LINE = 6;

/** The least width that a track of `grid-template-columns` names, in em of 13 px. */
function leastEm(track: string): number {
  const [, number, unit] = /(?:minmax\()?\s*([\d.]+)(em|px)/.exec(track) ?? [];
  return number === undefined ? USUAL_EM : unit === "px" ? Number(number) / 13 : Number(number);
}

/** Whether columns of these tracks stand beside each other. */
export const fitsOnLine = (tracks: readonly string[], room: number): boolean =>
  tracks.reduce((sum, track) => sum + leastEm(track) + GAP_EM, 0) <= room;

/**
 * @param tracks of the columns, in their order
 * @param room of a row, in em
 * @returns how many columns stand on each line; one line where all have room
 */
export function foldedLines(tracks: readonly string[], room: number): readonly number[] {
  const widths = tracks.map((track) => leastEm(track) + GAP_EM);
  if (fitsOnLine(tracks, room)) return [tracks.length];
  const lines: number[] = [];
  let left = 0;
  let on = 0;
  for (const width of widths) {
    // a line has columns of one width: the widest decides
    const widest = Math.max(width, left);
    if (on > 0 && (widest * (on + 1) > room || on === MOST_ON_A_LINE)) {
      lines.push(on);
      [on, left] = [1, width];
    } else [on, left] = [on + 1, widest];
  }
  return [...lines, on].filter((columns) => columns > 0);
}

/** For each column, over how many of the tracks it goes; five columns on a line go over twelve each. */
export const foldedSpans = (lines: readonly number[]): readonly number[] =>
  lines.flatMap((columns) => Array.from({ length: columns }, () => Math.floor(FOLD_TRACKS / columns)));
