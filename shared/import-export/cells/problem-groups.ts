/**
 * What is wrong with the rows of a file, put together: equal problems are one line with a count, and lines of one
 * reason in one column are one group, so that a thousand rows are mended by one act.
 */
import type { Problem, ProblemTag } from "./problems.ts";

export interface FaultyPlace {
  readonly position: number;
  /** As the file counts. */
  readonly row: number;
  readonly problems: readonly Problem[];
}

/** Rows whose cells say the same. */
export interface ProblemLine {
  readonly problem: Problem;
  readonly count: number;
  /** The first of them, as the file counts. */
  readonly row: number;
}

export interface ProblemGroup {
  readonly tag: ProblemTag;
  readonly column: number | null;
  readonly count: number;
  /** Cells with a suggestion beside them. */
  readonly suggested: number;
  /** The most frequent first. */
  readonly lines: readonly ProblemLine[];
  /** Lines beyond those. */
  readonly rest: number;
}

/** Which problems are meant: all of a reason, of a column, of a value. */
export interface ProblemChoice {
  readonly tag?: ProblemTag;
  readonly column?: number;
  readonly value?: string;
}

export interface Mend {
  readonly position: number;
  readonly column: number;
  readonly text: string;
}

/** @param most lines of a group that are given */
export function groupProblems(places: Iterable<FaultyPlace>, most: number): readonly ProblemGroup[] {
  const groups = new Map<string, Map<string, ProblemLine>>();
  for (const { row, problems } of places) {
    for (const problem of problems) {
      const name = `${problem.tag} ${problem.column}`;
      const lines = groups.get(name) ?? new Map<string, ProblemLine>();
      groups.set(name, lines);
      const known = lines.get(problem.value);
      lines.set(problem.value, known === undefined ? { problem, count: 1, row } : { ...known, count: known.count + 1 });
    }
  }
  return [...groups.values()].flatMap((found) => {
    const lines = [...found.values()];
    const [first] = lines;
    if (first === undefined) return [];
    const count = lines.reduce((sum, line) => sum + line.count, 0);
    const suggested = lines.reduce((sum, line) => sum + (line.problem.suggestion === undefined ? 0 : line.count), 0);
    const shown = lines.toSorted((a, b) => b.count - a.count || a.row - b.row).slice(0, most);
    return [
      {
        tag: first.problem.tag,
        column: first.problem.column,
        count,
        suggested,
        lines: shown,
        rest: lines.length - shown.length,
      },
    ];
  });
}

/** @param text what is put in place of each cell that is meant; undefined: what is suggested, where something is */
export function mendsOf(
  places: Iterable<FaultyPlace>,
  { tag, column, value }: ProblemChoice,
  text?: string,
): readonly Mend[] {
  const mends: Mend[] = [];
  for (const { position, problems } of places) {
    for (const problem of problems) {
      if (
        problem.column === null ||
        (tag !== undefined && tag !== problem.tag) ||
        (column !== undefined && column !== problem.column) ||
        (value !== undefined && value !== problem.value)
      )
        continue;
      const put = text ?? problem.suggestion;
      if (put !== undefined) mends.push({ position, column: problem.column, text: put });
    }
  }
  return mends;
}
