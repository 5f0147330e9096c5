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

export function stageCounts(placed: readonly Placed[]): readonly StageCount[] {
  const counts = new Map(STAGES.map((state) => [state, { count: 0, before: 0 }]));
  for (const item of placed) {
    const now = counts.get(item.state);
    const before = counts.get(item.before);
    if (now !== undefined) now.count++;
    if (before !== undefined) before.before++;
  }
  return [...counts].map(([state, of]) => ({ state, ...of }));
}

export const spreadOfUse = (placed: readonly Placed[]): Overview["concentration"] => concentrationOf(placed.flatMap(({ numbers }) => (numbers.value > 0 ? [numbers.value] : [])));

export function meanKinds(placed: readonly Placed[], of: (item: Placed) => number): number | null {
  const used = placed.map(of).filter((kinds) => kinds > 0);
  return used.length === 0 ? null : used.reduce((sum, kinds) => sum + kinds, 0) / used.length;
}

/** Shares of readers, of use and of minutes, of those who are still with the library. */
export function attentionOf(placed: readonly Placed[], minutes: MinutesOfReaders, day: number): readonly AttentionLine[] {
  const all = { readers: 0, use: 0, minutes: 0 };
  const groups = ATTENTION_GROUPS.map((group) => ({ group, readers: 0, use: 0, minutes: 0 }));
  // one pass: a library has more readers than groups
  for (const item of placed) {
    if (!isHere(item)) continue;
    const use = item.numbers.value;
    const took = minutesOf(minutes.get(item.person.id) ?? [], day);
    add(all, use, took);
    for (const of of groups) if (isOf(of.group, item, day)) add(of, use, took);
  }
  return groups.map((of) => ({
    group: of.group,
    readers: of.readers,
    ofReaders: share(of.readers, all.readers),
    ofUse: share(of.use, all.use),
    ofMinutes: share(of.minutes, all.minutes),
  }));
}

const minutesOf = (own: readonly (readonly [number, number])[], day: number): number => own.reduce((sum, [on, took]) => sum + (on <= day && on > day - VALUE_DAYS ? took : 0), 0);

function add(sums: { readers: number; use: number; minutes: number }, use: number, minutes: number): void {
  sums.readers++;
  sums.use += use;
  sums.minutes += minutes;
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
