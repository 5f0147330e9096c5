import { describe, expect, it } from "vitest";
import { calibrate } from "#shared/model/input/scanner-calibration.ts";

const keys = (text: string, gapMs: number, end?: string) =>
  [...text, ...(end === undefined ? [] : [end])].map((key, index) => ({ key, at: 1000 + index * gapMs }));

describe("calibrate", () => {
  it.each([
    ["Enter", "enter"],
    ["Tab", "tab"],
    [undefined, "none"],
  ] as const)("learns what the scanner sends at the end: %s", (end, suffix) => {
    expect(calibrate(keys("002104178853", 10, end), "")).toMatchObject({
      ok: true,
      value: { text: "002104178853", settings: { suffix } },
    });
  });

  it("allows twice the slowest gap, within limits", () => {
    expect(calibrate(keys("002104178853", 25, "Enter"), "")).toMatchObject({
      ok: true,
      value: { settings: { gapMs: 50 } },
    });
    expect(calibrate(keys("002104178853", 5, "Enter"), "")).toMatchObject({
      ok: true,
      value: { settings: { gapMs: 30 } },
    });
    expect(calibrate(keys("002104178853", 70, "Enter"), "")).toMatchObject({
      ok: true,
      value: { settings: { gapMs: 100 } },
    });
  });

  it("refuses a hand that types", () => {
    expect(calibrate(keys("002104178853", 180, "Enter"), "")).toEqual({
      ok: false,
      error: { tag: "too-slow", medianGapMs: 180 },
    });
  });

  it("refuses a scrap", () => {
    expect(calibrate(keys("12", 10, "Enter"), "")).toEqual({ ok: false, error: { tag: "too-short" } });
  });

  it("keeps a prefix that the scan shows, and drops one that it does not", () => {
    expect(calibrate(keys("~0021041788", 10, "Enter"), "~")).toMatchObject({
      ok: true,
      value: { settings: { prefix: "~" } },
    });
    expect(calibrate(keys("0021041788", 10, "Enter"), "~")).toMatchObject({
      ok: true,
      value: { settings: { prefix: "" } },
    });
  });
});
