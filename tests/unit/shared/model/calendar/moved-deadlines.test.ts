import { expect, test } from "vitest";
import { type CountDue, movedDeadlines } from "#shared/model/calendar/moved-deadlines.ts";
import { opinionDue, type WorkCalendar } from "#shared/model/calendar/working-days.ts";

const dayOf = (instant: number): string => new Date(instant).toISOString().slice(0, 10);
const AT = Date.UTC(2026, 8, 29, 9);
const HOLIDAY: WorkCalendar = {
  workdays: Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [`2026-10-0${day}`, "rest" as const])),
};
const by =
  (east: WorkCalendar): CountDue =>
  ({ type, branch }, day) =>
    opinionDue(type, day, branch === "east" ? east : {});

/** Of a Tuesday before the holiday, five working days: 6 October, or with the holiday 13 October. */
const opinion = { id: "o", type: "complaint", branch: "east", receivedAt: AT, status: "accepted" } as const;

test("deadlines that were counted are counted anew, and only of the branch whose days have changed", () => {
  const rows = [
    { ...opinion, due: "2026-10-06" },
    { ...opinion, id: "elsewhere", branch: "west", due: "2026-10-06" },
    { ...opinion, id: "praise", type: "praise" as const },
  ];
  expect(movedDeadlines(rows, dayOf, by({}), by(HOLIDAY))).toEqual([{ id: "o", from: "2026-10-06", to: "2026-10-13" }]);
  expect(movedDeadlines(rows, dayOf, by({}), by({}))).toEqual([]);
});

test("one that was set by hand, one by an order from outside, and one that is answered stay", () => {
  const rows = [
    { ...opinion, due: "2026-10-05" },
    { ...opinion, due: "2026-10-06", externalOrder: { system: "12345", number: "7", due: "2026-10-04" } },
    { ...opinion, due: "2026-10-06", status: "answered" as const },
    { ...opinion },
  ];
  expect(movedDeadlines(rows, dayOf, by({}), by(HOLIDAY))).toEqual([]);
});

test("a holiday taken back brings the first day back", () => {
  const rows = [{ ...opinion, due: "2026-10-13" }];
  expect(movedDeadlines(rows, dayOf, by(HOLIDAY), by({}))).toEqual([{ id: "o", from: "2026-10-13", to: "2026-10-06" }]);
});
