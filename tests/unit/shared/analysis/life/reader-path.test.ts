import { describe, expect, test } from "vitest";
import { type LifeFacts, lifeHistory } from "#shared/analysis/life/life-state.ts";
import { createOpenDays } from "#shared/analysis/life/open-days.ts";
import { pathOn, pathSteps } from "#shared/analysis/life/reader-path.ts";
import { buildUses, type ReaderUses, type UseKind, usesOf } from "#shared/analysis/uses.ts";
import { cardHolder, on, usesOn } from "../../../../support/life-calendar.ts";

const open = createOpenDays();
const pathOf = (facts: LifeFacts, uses: ReaderUses, day: number) => pathOn(lifeHistory(facts, uses, open), uses, day);
/** Every tenth day, in turn by kind. */
const regular = (from: number, count: number, kinds: readonly UseKind[]): ReaderUses =>
  usesOf(
    buildUses(
      ["reader"],
      Array.from({ length: count }, (_, index) => ({
        reader: "reader",
        day: from + index * 10,
        kind: kinds[index % kinds.length] ?? "visit",
        amount: 1,
      })),
    ).uses,
    0,
  );

describe("the path of a reader", () => {
  const enrolled = on("2025-01-01");
  const facts = cardHolder("2025-01-01");

  test("begins without a card and goes on with it", () => {
    expect(pathOf({ hasCard: false, enrolledOn: undefined, leaving: undefined }, usesOn([enrolled]), enrolled)).toEqual(
      { step: "potential", actualOn: undefined, loyalOn: undefined },
    );
    expect(pathOf(facts, usesOn([]), enrolled - 1).step).toBe("potential");
    expect(pathOf(facts, usesOn([]), enrolled)).toEqual({ step: "actual", actualOn: enrolled, loyalOn: undefined });
    expect(pathOf(cardHolder(), usesOn([enrolled + 5]), enrolled + 9).actualOn).toBe(enrolled + 5);
    expect(pathOf(cardHolder(), usesOn([enrolled + 5]), enrolled + 4).actualOn).toBeUndefined();
  });

  test("reaches loyalty after twelve months with 18 days of use and two services, and not by one of them alone", () => {
    const both = regular(enrolled, 60, ["visit", "loan"]);
    expect(pathOf(facts, both, enrolled + 364).step).toBe("actual");
    expect(pathOf(facts, both, enrolled + 365)).toEqual({ step: "loyal", actualOn: enrolled, loyalOn: enrolled + 365 });
    expect(pathOf(facts, regular(enrolled, 60, ["visit"]), enrolled + 400)).toMatchObject({
      step: "actual",
      loyalOn: undefined,
    });
    expect(pathOf(facts, regular(enrolled, 60, ["visit", "opinion"]), enrolled + 400).step).toBe("actual");
    expect(pathOf(facts, regular(enrolled, 17, ["visit", "loan"]), enrolled + 370).step).toBe("actual");
  });

  test("is dated by the use that made the reader loyal, and remembers it when it is over", () => {
    const late = regular(enrolled + 300, 18, ["visit", "loan"]);
    const loyalOn = enrolled + 300 + 170;
    expect(pathOf(facts, late, loyalOn - 1).step).toBe("actual");
    expect(pathOf(facts, late, loyalOn)).toEqual({ step: "loyal", actualOn: enrolled, loyalOn });
    expect(pathOf(facts, late, loyalOn + 364)).toEqual({ step: "actual", actualOn: enrolled, loyalOn });
  });

  test("does not count a use of tomorrow", () => {
    const days = Array.from({ length: 18 }, (_, index) => enrolled + 400 + index);
    const rows = days.flatMap((day) =>
      (["visit", "loan"] as const).map((kind) => ({ reader: "reader", day, kind, amount: 1 })),
    );
    const uses = usesOf(buildUses(["reader"], rows).uses, 0);
    expect(pathOf(facts, uses, enrolled + 416).step).toBe("actual");
    expect(pathOf(facts, uses, enrolled + 417)).toMatchObject({ step: "loyal", loyalOn: enrolled + 417 });
  });

  test("ends with leaving", () => {
    expect(
      pathOf(
        cardHolder("2025-01-01", { reason: "moved", on: "2026-02-01" }),
        regular(enrolled, 60, ["visit", "loan"]),
        on("2026-02-01"),
      ),
    ).toEqual({
      step: undefined,
      actualOn: enrolled,
      loyalOn: enrolled + 365,
    });
  });

  test("counts in a period those who could take a step and those who did", () => {
    const path = (metOn: number | undefined, actualOn: number | undefined, loyalOn: number | undefined) => ({
      step: "actual" as const,
      metOn,
      actualOn,
      loyalOn,
    });
    const paths = [
      path(10, undefined, undefined), // potential all along
      path(10, 150, undefined), // became actual in the period
      path(10, 50, 120), // became loyal in the period
      path(60, 60, undefined), // came with a card at once
      path(150, 150, undefined), // and in the period
      path(10, 40, 90), // loyal before
      path(10, 250, undefined), // actual only later
      path(210, undefined, undefined), // met only later
      path(undefined, undefined, undefined),
    ];
    expect(pathSteps(paths, 100, 200)).toEqual({ toActual: { of: 4, went: 1 }, toLoyal: { of: 4, went: 1 } });
    expect(pathSteps([], 100, 200)).toEqual({ toActual: { of: 0, went: 0 }, toLoyal: { of: 0, went: 0 } });
  });
});
