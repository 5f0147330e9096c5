import { describe, expect, it } from "vitest";
import { isSensitive } from "#shared/analysis/interests.ts";
import type { Jurisdiction } from "#shared/model/house.ts";
import {
  DEFAULT_SENSITIVE_CLASSES,
  parseClass,
  sensitiveClassesOf,
  withClass,
} from "#shared/model/settings/sensitive-classes.ts";

describe("the library's list of sensitive classes", () => {
  it("is the common one until the library has made its own, which may be empty", () => {
    expect(sensitiveClassesOf(undefined, "other")).toBe(DEFAULT_SENSITIVE_CLASSES);
    for (const broken of [null, "R", [1], [""], ["r 4"], [["R"]], Array.from({ length: 300 }, () => "R")])
      expect(sensitiveClassesOf(broken, "other")).toBe(DEFAULT_SENSITIVE_CLASSES);
    expect(sensitiveClassesOf(["TP", "610"], "taiwan")).toEqual(["TP", "610"]);
    expect(sensitiveClassesOf([], "other")).toEqual([]);
  });

  it("is of the scheme that libraries of the place use, and only of that one", () => {
    const isSensitiveIn = (place: Jurisdiction, code: string, stored?: readonly string[]): boolean =>
      isSensitive(code, sensitiveClassesOf(stored, place));
    // astronomy, chemistry and the history of China; religion, medicine, politics and law
    expect(["320", "345.8", "610"].filter((code) => isSensitiveIn("taiwan", code))).toEqual([]);
    expect(["210", "413.2", "571", "584"].filter((code) => !isSensitiveIn("taiwan", code))).toEqual([]);
    expect(["B948", "D9", "R4"].filter((code) => !isSensitiveIn("mainland", code))).toEqual([]);
    expect(sensitiveClassesOf(undefined, "mainland")).toEqual(["B9", "D", "R"]);
    // a list that somebody changed when the classes of all schemes were on it, and what she has added
    const changed = ["2", "32", "34", "41", "57", "58", "610", "B9", "D"];
    expect(sensitiveClassesOf(changed, "taiwan")).toEqual(["2", "41", "57", "58", "610"]);
    expect(sensitiveClassesOf(changed, "mainland")).toEqual(["610", "B9", "D"]);
  });

  it("takes a class however it is typed, and nothing else", () => {
    expect(["b 94", "Ｒ４", "B-4", "610", " tp3 ", "61.2"].map(parseClass)).toEqual([
      "B94",
      "R4",
      "B4",
      "610",
      "TP3",
      "612",
    ]);
    expect(["", "宗教", "4R", "R；D", "R".repeat(21)].map(parseClass)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("keeps one place for a class and what lies below it", () => {
    expect(withClass(["B9", "R"], "R4")).toEqual(["B9", "R"]);
    expect(withClass(["B9", "D", "R"], "B")).toEqual(["B", "D", "R"]);
    expect(withClass(["B9"], "61")).toEqual(["61", "B9"]);
  });
});
