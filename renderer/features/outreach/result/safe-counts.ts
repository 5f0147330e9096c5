/** Which counts of a result may stand on paper and in files: none of one to four persons, nor what would tell them. */
import { safeTable } from "#shared/analysis/told/safe-table.ts";
import { isSmall } from "#shared/analysis/told/small-cells.ts";
import type { GroupCount } from "#shared/outreach/pooled-difference.ts";

/** @param row its place, or null for all rows together */
export type Tells = (row: number | null, of: "readers" | "returned") => boolean;

const SPANS = { readers: 0, returned: 1 } as const;

/** @param rows that have nobody in common */
export function safeCounts(rows: readonly GroupCount[]): Tells {
  const counts = rows.map(({ readers, returned }) => [returned, readers - returned]);
  // nobody belongs to none of them
  const table = safeTable([...counts, [0, 0]], [[0, 1], [0]]);
  return (row, of) => table.shows(row, SPANS[of]);
}

/** Of a group of which no sum with another is told anywhere: few are in it, few came again, or few did not. */
export const tellsGroup = ({ readers, returned }: GroupCount): boolean =>
  ![readers, returned, readers - returned].some(isSmall);

/** Of rows of which nothing is told but how many they are. */
export const safeRows = (counts: readonly number[]): ((row: number | null) => boolean) => {
  const tells = safeCounts(counts.map((readers) => ({ readers, returned: 0 })));
  return (row) => tells(row, "readers");
};
