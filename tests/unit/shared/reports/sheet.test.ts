import { describe, expect, it } from "vitest";
import type { MonthFigures } from "#shared/model/reports/month-figures.ts";
import { createMonthTally, type MonthTally } from "#shared/reports/month-counts.ts";
import { type SheetFacts, sheetOf } from "#shared/reports/sheet.ts";
import { typedFigures } from "#shared/reports/typed.ts";

const use = { isAny: true, gaps: [] };
const nobody = { valid: 0, fresh: 0, active: 0, use };

function facts(
  tallies: Readonly<Record<string, MonthTally>>,
  more: Partial<SheetFacts> = {},
  typed: readonly MonthFigures[] = [],
  branch: string | null = null,
): SheetFacts {
  return {
    months: Object.keys(tallies),
    counts: (month) => (tallies[month] ?? createMonthTally()).of(branch),
    countsOf: (month, of) => (tallies[month] ?? createMonthTally()).of(of),
    typed: typedFigures(typed, ["east", "west"], branch),
    readers: nobody,
    population: undefined,
    hourRate: undefined,
    imported: new Set(),
    ...more,
  };
}

function october(): MonthTally {
  const tally = createMonthTally();
  tally.use("east", { kind: "visit", quantity: 30 });
  tally.use("west", { kind: "visit" });
  tally.use("east", { kind: "loan", quantity: 4 });
  // three enquiries in one tally and one more, of which the second was not answered; the way, a card and a call by a
  // colleague are none
  tally.contact("east", { purpose: "reference", direction: "in", count: 3, outcome: "answered", minutes: 30 });
  tally.contact("west", { purpose: "find", direction: "in", outcome: "referred", minutes: 6, satisfaction: 3 });
  tally.contact("east", { purpose: "directional", direction: "in", count: 20, outcome: "answered", satisfaction: 5 });
  tally.contact("east", { purpose: "card", direction: "in", minutes: 4, satisfaction: 4 });
  tally.contact("east", { purpose: "reference", direction: "out", minutes: 20, satisfaction: 5 });
  tally.contact("east", { purpose: "complaint", direction: "in", feedback: "f", satisfaction: 5 });
  for (const days of [1, 2, 9]) tally.answer("east", days);
  return tally;
}

describe("the sheet of figures", () => {
  it("computes a month by its formulas", () => {
    const sheet = sheetOf(
      facts(
        { "2026-10": october() },
        { readers: { valid: 200, fresh: 7, active: 50, use }, population: 1000, hourRate: 60 },
      ),
    );
    expect(sheet["valid-cards"]).toMatchObject({ value: 200 });
    expect(sheet["new-cards"]).toMatchObject({ value: 7 });
    // 30 + 1 visits; 31 ÷ 1000; 4 ÷ 1000; 50 ÷ 1000
    expect(sheet.visits).toMatchObject({ value: 31, sources: [] });
    expect(sheet["visits-per-head"]).toMatchObject({ value: 0.031 });
    expect(sheet["loans-per-head"]).toMatchObject({ value: 0.004 });
    expect(sheet.reached).toMatchObject({ value: 0.05 });
    // 3 + 1 asked, 3 answered
    expect(sheet.enquiries).toMatchObject({ value: 4 });
    expect(sheet["fill-rate"]).toMatchObject({ value: 0.75, parts: { answered: 3, asked: 4 } });
    // 1, 2 and 9 days: the middle one; nine in ten: 2 + 0.8 × 7
    expect(sheet.promptness).toMatchObject({ value: 2, parts: { answers: 3, slowest: expect.closeTo(7.6) } });
    // 3, 5, 4, 5, 5: four of five; Wilson 1927 for 4 of 5: 0.376 to 0.964
    expect(sheet.satisfaction).toMatchObject({ value: 0.8, parts: { satisfied: 4, rated: 5 } });
    expect(sheet.satisfaction).toHaveProperty("interval.low", expect.closeTo(0.3755, 3));
    expect(sheet.satisfaction).toHaveProperty("interval.high", expect.closeTo(0.9638, 3));
    // 30 + 6 + 4 + 20 minutes are an hour: 60 ÷ 50 readers
    expect(sheet["cost-per-reader"]).toMatchObject({ value: 1.2, parts: { minutes: 60, rate: 60, active: 50 } });
  });

  it("takes what was typed in, month by month, in place of what was counted here", () => {
    const november = createMonthTally();
    november.use("east", { kind: "visit", quantity: 12 });
    const typed: readonly MonthFigures[] = [{ month: "2026-10", figures: { visits: { value: 5000, source: "门禁" } } }];
    const sheet = sheetOf(facts({ "2026-10": october(), "2026-11": november }, {}, typed));
    // 5000 of the gate for October, 12 counted for November
    expect(sheet.visits).toEqual({
      tag: "known",
      value: 5012,
      parts: { typed: 5000, counted: 12, typedMonths: 1, months: 2 },
      sources: ["门禁"],
    });
  });

  it("adds the branches up, each as it has typed its figure or else as it was counted", () => {
    const east: MonthFigures = {
      month: "2026-10",
      branch: "east",
      figures: { loans: { value: 70, source: "Interlib" } },
    };
    const west: MonthFigures = {
      month: "2026-10",
      branch: "west",
      figures: { loans: { value: 30, source: "Interlib" } },
    };
    expect(sheetOf(facts({ "2026-10": october() }, {}, [east, west])).loans).toMatchObject({
      value: 100,
      sources: ["Interlib"],
    });
    // 70 typed in place of the 4 that were counted in the east; 5 counted in the west, 2 in no branch
    const more = october();
    more.use("west", { kind: "loan", quantity: 5 });
    more.use(undefined, { kind: "loan", quantity: 2 });
    expect(sheetOf(facts({ "2026-10": more }, {}, [east])).loans).toEqual({
      tag: "known",
      value: 77,
      parts: { typed: 70, counted: 7, typedMonths: 1, months: 1 },
      sources: ["Interlib"],
    });
    expect(sheetOf(facts({ "2026-10": october() }, {}, [east], "east")).loans).toMatchObject({ value: 70 });
    // what was typed for the whole goes before its parts
    expect(
      sheetOf(
        facts({ "2026-10": october() }, {}, [
          east,
          west,
          { month: "2026-10", figures: { loans: { value: 101, source: "年报" } } },
        ]),
      ).loans,
    ).toMatchObject({ value: 101 });
  });

  it("says which months of a quarter have neither, and that a branch's part of what only people type is not the whole", () => {
    const east: MonthFigures = {
      month: "2026-11",
      branch: "east",
      figures: { loans: { value: 70, source: "Interlib" }, "events-held": { value: 3, source: "活动登记" } },
    };
    const sheet = sheetOf(facts({ "2026-10": october(), "2026-11": createMonthTally() }, {}, [east]));
    expect(sheet.visits).toEqual({ tag: "unknown", why: "months-missing", months: ["2026-11"] });
    expect(sheet.loans).toMatchObject({ value: 74 });
    expect(sheet["events-held"]).toEqual({ tag: "unknown", why: "not-typed" });
  });

  it("says what is missing instead of a nought", () => {
    const sheet = sheetOf(
      facts({ "2026-10": createMonthTally(), "2026-11": createMonthTally() }, {}, [
        { month: "2026-11", figures: { "events-held": { value: 3, source: "活动登记" } } },
      ]),
    );
    const why = Object.fromEntries(
      Object.entries(sheet).flatMap(([figure, value]) => (value.tag === "unknown" ? [[figure, value.why]] : [])),
    );
    expect(why).toEqual({
      population: "no-population",
      visits: "not-recorded",
      loans: "not-recorded",
      "events-held": "months-missing",
      "event-attendance": "not-recorded",
      purchases: "not-typed",
      expenditure: "not-typed",
      reached: "no-population",
      "visits-per-head": "not-recorded",
      "attendance-per-head": "not-recorded",
      "loans-per-head": "not-recorded",
      promptness: "no-answers",
      "fill-rate": "no-results",
      satisfaction: "no-ratings",
      "willing-to-return": "no-questionnaires",
      "cost-per-reader": "no-rate",
    });
    expect(sheet["events-held"]).toMatchObject({ months: ["2026-10"] });
  });

  it("knows nothing of active readers where no use is recorded in their year, and names the months without any", () => {
    const at = (use: SheetFacts["readers"]["use"]) =>
      sheetOf(
        facts({ "2026-10": october() }, { readers: { ...nobody, active: 277, use }, population: 1000, hourRate: 60 }),
      );
    const none = at({ isAny: false, gaps: ["2026-09", "2026-10"] });
    expect([none["active-readers"], none.reached, none["cost-per-reader"]]).toEqual(
      Array.from({ length: 3 }, () => ({ tag: "unknown", why: "no-use" })),
    );
    const some = at({ isAny: true, gaps: ["2026-03"] });
    expect([some["active-readers"], some.reached, some["cost-per-reader"]]).toMatchObject([
      { value: 277, gaps: ["2026-03"] },
      { value: 0.277, gaps: ["2026-03"] },
      { gaps: ["2026-03"] },
    ]);
    expect(some["valid-cards"]).not.toHaveProperty("gaps");
  });

  it("says that a list is what is missing of a month, where lists of it are imported", () => {
    const sheet = sheetOf(
      facts({ "2026-09": createMonthTally(), "2026-10": october() }, { imported: new Set(["visit"]) }),
    );
    expect(sheet.visits).toEqual({ tag: "unknown", why: "months-missing", months: ["2026-09"], isImported: true });
    expect(sheet.loans).toEqual({ tag: "unknown", why: "months-missing", months: ["2026-09"] });
  });

  it("asks for a rate and for minutes before it speaks of cost", () => {
    const tally = createMonthTally();
    const readers = { ...nobody, active: 2 };
    const sheet = sheetOf(facts({ "2026-10": tally }, { readers }));
    expect(sheet["cost-per-reader"]).toEqual({ tag: "unknown", why: "no-rate" });
    expect(sheetOf(facts({ "2026-10": tally }, { readers, hourRate: 60 }))["cost-per-reader"]).toEqual({
      tag: "unknown",
      why: "no-minutes",
    });
    // what was spent goes before the colleagues' time: 900 ÷ 2
    expect(
      sheetOf(
        facts({ "2026-10": tally }, { readers }, [
          { month: "2026-10", figures: { expenditure: { value: 900, source: "财务" } } },
        ]),
      )["cost-per-reader"],
    ).toMatchObject({ value: 450 });
  });
});
