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

/** @param quarter its first month, YYYY-MM @param since only those who used anything so many quarters later */
export function ofCohort(view: LibraryView, quarter: string, since?: number): readonly Placed[] {
  const { placed, spans } = view;
  const wanted = spans.quarters.indexOf(quarter);
  if (wanted < 0) return [];
  const hasStayed = (item: Placed, at: number): boolean =>
    since === undefined || (view.profileOf(item, at).quarters & (1 << (wanted + since))) !== 0;
  return placed.filter(
    (item, at) =>
      isMember(item) &&
      cohortOf(item.person.facts.life.enrolledOn, spans.quarterStarts, spans.day) === wanted &&
      hasStayed(item, at),
  );
}
