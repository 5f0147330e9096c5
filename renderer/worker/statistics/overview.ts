/** The overview's figures from its sums: stages, spread of use, attention. */
import { attentionOf } from "#shared/analysis/attention.ts";
import { concentrationOfCounts } from "#shared/analysis/concentration.ts";
import { LIFE_STATES_SHOWN } from "#shared/analysis/life/life-state.ts";
import { MEASURES } from "#shared/analysis/value.ts";
import { ATTENTION_GROUPS, type Overview, type StageCount } from "../../platform/worker/statistics-api.ts";
import { amountsIn, recordOf } from "../library-use/counts.ts";
import type { LibraryLook } from "../library-use/library-view.ts";
import { isHere, isOf } from "../library-use/placed.ts";
import type { OverviewSums } from "./sums/overview-sums.ts";

export const stageCounts = ({ stages }: OverviewSums): readonly StageCount[] =>
  LIFE_STATES_SHOWN.map((state) => ({ state, ...stages[state] }));

export const spreadsOfUse = ({ amounts }: OverviewSums): Overview["concentrations"] =>
  recordOf(MEASURES, (measure) => concentrationOfCounts(amountsIn(amounts[measure])));

export const meanKinds = ({ sum, readers }: OverviewSums["kinds"]): number | null =>
  readers === 0 ? null : sum / readers;

/** @param kept promises to each reader that were kept in the year */
export function attentionLines(
  { all, groups }: OverviewSums,
  { people, placedOf, day }: LibraryLook,
  kept: ReadonlyMap<string, number>,
): Pick<Overview, "attention" | "attentionOfAll"> {
  const ofAll = { ...all };
  const ofGroups = recordOf(ATTENTION_GROUPS, (group) => ({ ...groups[group] }));
  // promises are few beside readers, and none of them changes a reader's sums
  if (kept.size > 0) {
    for (const [place, person] of people.entries()) {
      const count = kept.get(person.id);
      if (count === undefined) continue;
      const item = placedOf(person, place);
      if (!isHere(item)) continue;
      ofAll.promisesKept += count;
      for (const group of ATTENTION_GROUPS) if (isOf(group, item, day)) ofGroups[group].promisesKept += count;
    }
  }
  return {
    attention: ATTENTION_GROUPS.map((group) => ({
      group,
      readers: groups[group].readers,
      sums: ofGroups[group],
      ...attentionOf(ofGroups[group], ofAll),
    })),
    attentionOfAll: ofAll,
  };
}
