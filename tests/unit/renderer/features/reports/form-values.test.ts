import { describe, expect, it } from "vitest";
import type { FigureLine } from "#shared/reports/figure-line.ts";
import { known, unknown } from "#shared/reports/figures.ts";
import { formValue, inUnit, scopesOf } from "../../../../../renderer/features/reports/form/form-values.ts";

const cardsOf = (now: number, before = 50): { readonly lines: readonly FigureLine[] } => ({
  lines: [
    {
      figure: "valid-cards",
      now: known(now),
      before: known(before),
      yearAgo: unknown("not-recorded"),
      sealed: undefined,
      corrected: 0,
    },
  ],
});
const cell = (of: "now" | "before", branch?: string) => ({
  figure: "valid-cards",
  of,
  ...(branch !== undefined && { branch }),
});

describe("what the cells of a form take", () => {
  it("keeps the digits of what is counted or paid, and four decimals of what is computed", () => {
    expect(inUnit(386, { figure: "visits", of: "now", per: 10_000 })).toBe(0.0386);
    expect(inUnit(56_789.5, { figure: "expenditure", of: "now", per: 10_000 })).toBe(5.67895);
    expect(inUnit(286 / 380, { figure: "satisfaction", of: "now" })).toBe(0.7526);
    expect(inUnit(286 / 380, { figure: "satisfaction", of: "now", per: 0.01 })).toBe(75.2632);
  });

  it("needs the sheets that its cells are of", () => {
    expect(scopesOf(null, [cell("now")])).toEqual([null]);
    expect(scopesOf(null, [cell("now", "a"), cell("before", "a")])).toEqual([null, "a"]);
    expect(scopesOf("a", [cell("now", "b")])).toEqual(["a", "b"]);
  });

  it("takes each column as it stands on the sheet, hidden where it is hidden there", () => {
    const hidden = unknown("too-few");
    const sheets = new Map([
      [null, cardsOf(63)],
      ["a", { lines: cardsOf(0).lines.map((line) => ({ ...line, now: hidden })) }],
    ]);
    expect(
      [cell("now"), cell("before"), cell("now", "a"), cell("before", "a")].map((each) => formValue(sheets, null, each)),
    ).toEqual([known(63), known(50), hidden, known(50)]);
    expect(formValue(sheets, null, cell("now", "b"))).toBeUndefined();
  });
});
