/** Nobody exists for the library before they were met, enrolled or first recorded. */

import type { ReaderUses } from "../uses.ts";
import type { LifeFacts } from "./life-state.ts";

export interface KnownBy {
  readonly life: Pick<LifeFacts, "enrolledOn" | "leaving">;
  /** The day on which the record was made; undefined where its id does not say. */
  readonly metOn: number | undefined;
}

/**
 * Whether the library knew of somebody on a day; days since 1970-01-01. A record that bears no day at all (no
 * enrolment, no use, made by an import) cannot say, and counts throughout.
 * @param recorded what was ever recorded of the reader, each ascending
 */
export function isKnownOn({ life: { enrolledOn, leaving }, metOn }: KnownBy, recorded: readonly ReaderUses[], day: number): boolean {
  const known = [enrolledOn, metOn, leaving?.on, ...recorded.map(({ days, from, to }) => (from < to ? days[from] : undefined))].filter((each) => each !== undefined);
  return known.length === 0 || known.some((each) => each <= day);
}
