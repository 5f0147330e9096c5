/** Readers by the quarter in which they enrolled, and how many of them still use anything. */
import { type CohortCount, cohortOf } from "#shared/analysis/cohorts.ts";
import type { CohortRow } from "../../platform/worker/readers-page-api.ts";
import type { LibraryView } from "../library-use/library-view.ts";
import type { Placed } from "../library-use/placed.ts";

export const isMember = ({ person: { facts } }: Placed): boolean => facts.life.hasCard;

export const cohortRows = (
  { cohorts }: { readonly cohorts: readonly CohortCount[] },
  quarters: readonly string[],
): readonly CohortRow[] =>
  cohorts.map(({ quarter, readers, used }) => ({ quarter: quarters[quarter] ?? "", readers, used: [...used] }));

/** @param quarter its first month, YYYY-MM */
export function ofCohort({ placed, spans }: LibraryView, quarter: string): readonly Placed[] {
  const wanted = spans.quarters.indexOf(quarter);
  return wanted < 0
    ? []
    : placed.filter(
        (item) =>
          isMember(item) && cohortOf(item.person.facts.life.enrolledOn, spans.quarterStarts, spans.day) === wanted,
      );
}
