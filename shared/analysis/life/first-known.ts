/** Nobody exists for the library before they were met, enrolled or first recorded. */

import type { ReaderUses } from "../uses.ts";
import type { LifeFacts } from "./life-state.ts";

export interface KnownBy {
  readonly life: Pick<LifeFacts, "enrolledOn" | "leaving">;
  /** The day on which the record was made; undefined where its id does not say. */
  readonly metOn: number | undefined;
}

/**
 * The first day on which the library knew of somebody; days since 1970-01-01. A record that bears no day at all (no
 * enrolment, no use, made by an import) cannot say: undefined, and it counts throughout.
 * @param recorded what was ever recorded of the reader, each ascending
 */
export function knownSince(
  { life: { enrolledOn, leaving }, metOn }: KnownBy,
  recorded: readonly ReaderUses[],
): number | undefined {
  const known = [
    enrolledOn,
    metOn,
    leaving?.on,
    ...recorded.map(({ days, from, to }) => (from < to ? days[from] : undefined)),
  ].filter((each) => each !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

/** Whether the library knew of somebody on a day. */
export const isKnownOn = (by: KnownBy, recorded: readonly ReaderUses[], day: number): boolean =>
  (knownSince(by, recorded) ?? day) <= day;
