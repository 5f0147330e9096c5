/** Whom other open days of some branches would move between the stages: nothing is changed. */
import { standingOn } from "#shared/analysis/life/life-state.ts";
import type { Row } from "../../db/database.ts";
import type { BranchDays, CalendarPreview } from "../../platform/worker/calendar-api.ts";
import { breathe } from "../breathe.ts";
import { parseFormerBranches } from "../library-use/former-branches.ts";
import type { LibraryView } from "../library-use/library-view.ts";
import { calendars, houseOf, personOf } from "../library-use/people.ts";

/** Between two breaths: a search that comes meanwhile waits for a few milliseconds only. */
const READERS_AT_ONCE = 1_000;

/** @param branches as they stand @param others of some of them @param until as `housedUntil` says */
export async function calendarPreview(
  { use, placed, day }: LibraryView,
  branches: readonly Row<"branch">[],
  others: readonly BranchDays[],
  until: number | undefined,
): Promise<CalendarPreview> {
  const then = branches.map((row) => ({ ...row, ...others.find(({ id }) => id === row.id) }));
  const changed = new Set(
    then
      .filter((row, place) => houseOf([row], until) !== houseOf(branches.slice(place, place + 1), until))
      .map(({ id }) => id),
  );
  const only = then.length === 1 ? then[0]?.id : undefined;
  const calendarOf = calendars(then, until);
  const known = new Set(then.map(({ id }) => id));
  const counted = { readers: placed.length, moved: 0, notSeenNow: 0, notSeenThen: 0 };
  const readers = use.readers.filter(({ facts }) => facts.isOneReader);
  for (const [place, reader] of readers.entries()) {
    if (place % READERS_AT_ONCE === READERS_AT_ONCE - 1) await breathe();
    const { branch, formerBranches } = reader.facts;
    const goesBy = branch !== undefined && known.has(branch) ? branch : only;
    const now = placed[place]?.state;
    const next =
      (goesBy !== undefined && changed.has(goesBy)) || (formerBranches !== undefined && wasIn(formerBranches, changed))
        ? standingOn(personOf(reader, calendarOf(reader.facts)).history, day).state
        : now;
    if (next !== now) counted.moved++;
    if (now === "not-seen") counted.notSeenNow++;
    if (next === "not-seen") counted.notSeenThen++;
  }
  return counted;
}

const wasIn = (formerBranches: string, branches: ReadonlySet<string>): boolean =>
  parseFormerBranches(formerBranches).some(({ branch }) => branches.has(branch));
