import { expect, test } from "vitest";
import { lifeHistory, standingOn } from "#shared/analysis/life/life-state.ts";
import { createOpenDays } from "#shared/analysis/life/open-days.ts";
import { lifeLine } from "#shared/rules/life-line.ts";
import { cardHolder, on, usesOn } from "../../../support/life-calendar.ts";

const SIX_DAYS = createOpenDays({ openDays: ["1", "2", "3", "4", "5", "6"] });
const lineOf = (enrolledOn: string, days: readonly number[], today: number) => {
  const history = lifeHistory(cardHolder(enrolledOn), usesOn(days), SIX_DAYS);
  return lifeLine(standingOn(history, today), history.open, today);
};
/** So many weeks of the days of a week, from a Monday on. */
const weeks = (count: number, ...weekdays: readonly number[]): readonly number[] =>
  Array.from({ length: count }, (_, week) => weekdays.map((day) => on("2026-01-05") + week * 7 + day)).flat();

test("somebody who came six days a week and stopped is said to have been away for so many open days", () => {
  const days = weeks(40, 0, 1, 2, 3, 4, 5);
  const last = days.at(-1) ?? 0;
  expect(lineOf("2020-01-01", days, last + 10)).toBeUndefined();
  expect(lineOf("2020-01-01", days, last + 14)).toEqual({
    line: "away",
    often: { per: "week", days: 6 },
    openDays: 12,
  });
});

test("days of a list that is not here yet make nobody's week shorter", () => {
  const days = weeks(40, 0, 1, 2, 3, 4, 5);
  const last = days.at(-1) ?? 0;
  const known = createOpenDays({ openDays: ["1", "2", "3", "4", "5", "6"] }, last + 14);
  const history = lifeHistory(cardHolder("2020-01-01"), usesOn(days), known);
  expect(lifeLine(standingOn(history, last + 60), known, last + 60)).toEqual({
    line: "away",
    often: { per: "week", days: 6 },
    openDays: 12,
  });
});

test("who comes less than once a week has a month of so many days", () => {
  const days = Array.from({ length: 14 }, (_, index) => on("2026-01-05") + index * 21);
  expect(lineOf("2020-01-01", days, (days.at(-1) ?? 0) + 80)).toEqual({
    line: "away",
    often: { per: "month", days: 1 },
    openDays: 69,
  });
});

test("says who is new, back, has never used the card, and nothing of who comes as always", () => {
  const today = on("2026-11-25");
  expect(lineOf("2026-11-20", [today], today)).toEqual({ line: "new", days: 5 });
  expect(lineOf("2020-01-01", [], today)).toEqual({ line: "never-used" });
  expect(lineOf("2020-01-01", [today - 800, today - 400], today)).toEqual({ line: "long-away", days: 400 });
  expect(lineOf("2020-01-01", [today - 800, today - 400, today - 2], today)).toEqual({
    line: "back",
    ago: 2,
    away: 398,
  });
  expect(lineOf("2020-01-01", [today - 800, today - 790, today - 300, today - 20, today - 2], today)).toBeUndefined();
});
