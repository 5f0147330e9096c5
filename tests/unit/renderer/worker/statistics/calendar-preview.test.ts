import { expect, test } from "vitest";
import { addDays } from "#shared/kernel/day.ts";
import { type Change, create, edit } from "../../../../../renderer/db/write/changes.ts";
import type { BranchDays } from "../../../../../renderer/platform/worker/calendar-api.ts";
import { createStatisticsApi } from "../../../../../renderer/worker/statistics/serve-statistics.ts";
import { closure } from "../../../../support/life-calendar.ts";
import { openDesk } from "../../db/desk.ts";

/** Noon of Wednesday, 25 November 2026, where the tests stand. */
const NOW = new Date("2026-11-25T12:00").getTime();
const TODAY = "2026-11-25";

let ids = 0;
const visitsOf = (reader: string, last: string): readonly Change[] =>
  Array.from({ length: 60 }, (_, back) =>
    create("activity", `00000000-0000-7000-8000-${String(++ids).padStart(12, "0")}`, {
      reader,
      on: addDays(last, -back),
      kind: "visit",
    }),
  );

const days = (id: string, own: Partial<BranchDays> = {}): BranchDays => ({
  id,
  openDays: [],
  exceptions: {},
  vacations: {},
  ...own,
});

const reader = (id: string, branch: string): Change =>
  create("reader", id, { name: id, card: id, enrolledOn: "2025-01-10", branch });

/** Two came daily until three weeks ago, one until six weeks ago; one of the other branch until three weeks ago. */
async function library() {
  const { db, writer } = await openDesk();
  const changes: readonly Change[] = [
    create("branch", "east", { name: "城东馆" }),
    create("branch", "west", { name: "城西馆" }),
    ...["a", "b", "gone"].map((id) => reader(id, "east")),
    reader("elsewhere", "west"),
    ...["a", "b", "elsewhere"].flatMap((id) => visitsOf(id, addDays(TODAY, -22))),
    ...visitsOf("gone", addDays(TODAY, -43)),
  ];
  for (let from = 0; from < changes.length; from += 50)
    await (await writer.run("test", changes.slice(from, from + 50))).confirmed;
  const statistics = createStatisticsApi({ db, clock: { now: () => NOW } });
  const notSeen = async (): Promise<readonly string[]> =>
    (await statistics.readers({ branch: null, month: "2026-11" }, { tag: "stage", state: "not-seen" }))
      .map(({ id }) => id)
      .toSorted();
  return { writer, statistics, notSeen };
}

const CLOSED = closure(addDays(TODAY, -21), 21);

test("a closure of three weeks that is entered later lists nobody whose only gap it is, at once", async () => {
  const { writer, statistics, notSeen } = await library();
  expect(await notSeen()).toEqual(["a", "b", "elsewhere", "gone"]);
  expect(await statistics.previewCalendar([days("east", { exceptions: CLOSED })])).toEqual({
    readers: 4,
    moved: 2,
    notSeenNow: 4,
    notSeenThen: 2,
  });
  // nothing is written by looking
  expect(await notSeen()).toEqual(["a", "b", "elsewhere", "gone"]);
  await (await writer.run("branch.calendar", [edit("branch", "east", { exceptions: CLOSED })])).confirmed;
  expect(await notSeen()).toEqual(["elsewhere", "gone"]);
  // as it was before: what stands there is taken away
  expect(await statistics.previewCalendar([days("east")])).toMatchObject({ notSeenNow: 2, notSeenThen: 4 });
  await (await writer.undo())?.written.confirmed;
  expect(await notSeen()).toEqual(["a", "b", "elsewhere", "gone"]);
});

test("a vacation does the same, and what is no different moves nobody", async () => {
  const { writer, statistics, notSeen } = await library();
  const vacations = Object.fromEntries(Object.keys(CLOSED).map((day) => [day, "away" as const]));
  const both = ["east", "west"].map((id) => days(id, { vacations }));
  expect(await statistics.previewCalendar(both)).toMatchObject({ moved: 3, notSeenThen: 1 });
  expect(await statistics.previewCalendar([days("east"), days("none", { vacations })])).toMatchObject({ moved: 0 });
  await (await writer.run("branch.calendar", [edit("branch", "west", { vacations })])).confirmed;
  expect(await notSeen()).toEqual(["a", "b", "gone"]);
});
