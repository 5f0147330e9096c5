import { describe, expect, test } from "vitest";
import { awayFromGroup, awaySince, awaySpans, groupChange, groupVisits } from "#shared/analysis/life/group-fell.ts";
import { lifeHistory, standingOn } from "#shared/analysis/life/life-state.ts";
import { createOpenDays } from "#shared/analysis/life/open-days.ts";
import { cardHolder, closure, on, stretchOf, usesOn } from "../../../../support/life-calendar.ts";

const open = createOpenDays();
const holidays = on("2026-07-01");
const day = holidays + 20;
/** A pupil who comes every third day up to the holidays, and in them or not. */
const pupil = (offset: number, alsoIn: boolean): Int32Array =>
  Int32Array.from({ length: 100 }, (_, index) => on("2026-01-01") + offset + index * 3).filter(
    (each) => each <= day && (alsoIn || each < holidays),
  );
const changeSince = (members: readonly Int32Array[], own: Int32Array, since: number, calendar = open) => {
  const group = groupVisits(members.map(stretchOf), on("2025-01-01"), day);
  const spans = awaySpans(calendar, since, group.from, day);
  return groupChange(members.length - 1, awayFromGroup(group, stretchOf(own), spans, day));
};
const change = (members: readonly Int32Array[], own: Int32Array, calendar = open) =>
  changeSince(members, own, own[own.length - 1] ?? 0, calendar);

describe("a group that stays away alike", () => {
  test("is named with its figures, the reader not among them", () => {
    const classmates = Array.from({ length: 30 }, (_, index) => pupil(index % 3, false));
    const own = pupil(0, false);
    const found = change([own, ...classmates], own);
    expect(found).toMatchObject({ fell: true, others: 30 });
    expect(found.visits).toBeLessThan(found.expected / 2);
    expect(found.expected).toBeGreaterThan(150);
  });

  test("is not said of a class that goes on coming", () => {
    const own = pupil(0, false);
    const found = change([own, ...Array.from({ length: 30 }, (_, index) => pupil(index % 3, true))], own);
    expect(found).toMatchObject({ fell: false, others: 30 });
    expect(found.visits).toBeGreaterThan(found.expected * 0.9);
  });

  test("is not said of a family, nor of a group that hardly came before", () => {
    const own = pupil(0, false);
    expect(change([own, pupil(1, false), pupil(2, false)], own).fell).toBe(false);
    const rare = Array.from({ length: 10 }, () => Int32Array.of(holidays - 30));
    expect(change([own, ...rare], own)).toMatchObject({ fell: false, others: 10 });
    expect(change([own], own)).toEqual({ fell: false, others: 0, visits: 0, expected: 0 });
  });

  test("needs four others and ten expected visit days, and no more", () => {
    // fifty visit days in the 180 before let expect 50 · 36 / 180 = 10 in the 36 that are looked at
    const other = (visits: number): Int32Array => Int32Array.from({ length: visits }, (_, index) => day - 36 - index);
    const fell = (visits: readonly number[]) =>
      changeSince([new Int32Array(), ...visits.map(other)], new Int32Array(), day - 36);
    expect(fell([12, 12, 13, 13])).toEqual({ fell: true, others: 4, visits: 0, expected: 10 });
    expect(fell([12, 12, 12, 13])).toMatchObject({ fell: false, others: 4 });
    expect(fell([25, 25, 25])).toMatchObject({ fell: false, others: 3, expected: 15 });
  });

  test("is not said because of a closure", () => {
    const calendar = createOpenDays({ exceptions: closure("2026-07-01", 21) });
    const own = pupil(0, false);
    expect(
      change([own, ...Array.from({ length: 30 }, (_, index) => pupil(index % 3, false))], own, calendar).fell,
    ).toBe(false);
  });

  test("is looked at since the last visit, or over the span in which use has halved", () => {
    const causeOf = (days: readonly number[]) =>
      standingOn(lifeHistory(cardHolder("2020-01-01"), usesOn(days), open), day).cause;
    const own = [...pupil(0, false)];
    expect(awaySince(causeOf(own), open, day)).toBe(own[own.length - 1]);
    expect(awaySince(causeOf([day - 300, day - 280, day - 260, day - 240, day - 9]), open, day)).toBe(day - 180);
    expect(awaySince(causeOf([day - 9]), open, day)).toBeUndefined();
  });

  test("leaves days outside its window alone", () => {
    expect(groupVisits([stretchOf([1, 5, 9])], 4, 6)).toEqual({
      from: 4,
      sums: new Uint32Array([0, 0, 1, 1]),
      members: 1,
    });
    expect(groupVisits([], 6, 4)).toMatchObject({ members: 0 });
  });
});
