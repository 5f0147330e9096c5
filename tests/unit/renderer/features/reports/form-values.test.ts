import { describe, expect, it } from "vitest";
import type { FigureLine } from "#shared/reports/figure-line.ts";
import { known, unknown } from "#shared/reports/figures.ts";
import { formValue, scopesOf } from "../../../../../renderer/features/reports/form/form-values.ts";

const cardsOf = (now: number, before = 50): { readonly lines: readonly FigureLine[] } => ({
  lines: [{ figure: "valid-cards", now: known(now), before: known(before), yearAgo: unknown("not-recorded"), sealed: undefined, corrected: 0 }],
});
const cell = (of: "now" | "before", branch?: string) => ({ figure: "valid-cards", of, ...(branch !== undefined && { branch }) });
const FEW = unknown("too-few");

describe("what the cells of a form take", () => {
  it("needs every branch where the whole library stands beside one", () => {
    expect(scopesOf(null, [cell("now")], ["a", "b", "c"])).toEqual([null]);
    expect(scopesOf(null, [cell("now", "a")], ["a", "b", "c"])).toEqual([null, "a", "b", "c"]);
    expect(scopesOf("a", [cell("now", "b")], ["a", "b", "c"])).toEqual(["a", "b"]);
  });

  it("leaves out few, and beside the whole as many branches that the sum does not tell; each column by itself", () => {
    const sheets = new Map([
      [null, cardsOf(63)],
      ["a", cardsOf(3)],
      ["b", cardsOf(20)],
      ["c", cardsOf(40, 2)],
    ]);
    expect([null, "a", "b", "c"].map((branch) => formValue(sheets, null, cell("now", branch ?? undefined)))).toEqual([known(63), FEW, FEW, known(40)]);
    expect(formValue(sheets, null, cell("before", "c"))).toEqual(FEW);
    expect(formValue(sheets, null, cell("before"))).toEqual(known(50));
  });

  it("leaves other branches alone where no sum stands beside them", () => {
    const sheets = new Map([
      ["a", cardsOf(3)],
      ["b", cardsOf(20)],
    ]);
    expect([cell("now"), cell("now", "b")].map((each) => formValue(sheets, "a", each))).toEqual([FEW, known(20)]);
  });
});
