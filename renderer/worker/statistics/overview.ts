/** The overview over the people of a branch at the end of a month: counts, shares and today's work. */
import { concentrationOf } from "#shared/analysis/concentration.ts";
import type { LifeState } from "#shared/analysis/life-state.ts";
import { VALUE_DAYS } from "#shared/analysis/value.ts";
import type { AttentionLine, Overview, StageCount } from "../../platform/statistics-api.ts";
import { ATTENTION_GROUPS } from "../../platform/statistics-api.ts";
import type { MinutesOfReaders } from "./library-use.ts";
import { isHere, isOf, type Placed } from "./placed.ts";

/** As a reader goes through them, those who have gone last. */
const STAGES: readonly LifeState[] = ["potential", "registered", "new", "active", "occasional", "not-seen", "inactive", "returned", "left", "moved", "deceased"];

export const stageCounts = (placed: readonly Placed[]): readonly StageCount[] =>
  STAGES.map((state) => ({ state, count: placed.filter((item) => item.state === state).length, before: placed.filter((item) => item.before === state).length }));

export const spreadOfUse = (placed: readonly Placed[]): Overview["concentration"] => concentrationOf(placed.flatMap(({ numbers }) => (numbers.value > 0 ? [numbers.value] : [])));

export function meanKinds(placed: readonly Placed[], of: (item: Placed) => number): number | null {
  const used = placed.map(of).filter((kinds) => kinds > 0);
  return used.length === 0 ? null : used.reduce((sum, kinds) => sum + kinds, 0) / used.length;
}

/** Shares of readers, of use and of minutes, of those who are still with the library. */
export function attentionOf(placed: readonly Placed[], minutes: MinutesOfReaders, day: number): readonly AttentionLine[] {
  const here = placed.filter(isHere);
  const minutesOf = ({ person: { id } }: Placed): number => (minutes.get(id) ?? []).reduce((sum, [on, took]) => sum + (on <= day && on > day - VALUE_DAYS ? took : 0), 0);
  const [allUse, allMinutes] = [sum(here, ({ numbers }) => numbers.value), sum(here, minutesOf)];
  return ATTENTION_GROUPS.map((group) => {
    const of = here.filter((item) => isOf(group, item, day));
    return {
      group,
      readers: of.length,
      ofReaders: share(of.length, here.length),
      ofUse: share(
        sum(of, ({ numbers }) => numbers.value),
        allUse,
      ),
      ofMinutes: share(sum(of, minutesOf), allMinutes),
    };
  });
}

const sum = (placed: readonly Placed[], of: (item: Placed) => number): number => placed.reduce((total, item) => total + of(item), 0);
const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
