import { describe, expect, it } from "vitest";
import {
  DEFAULT_SENSITIVE_CLASSES,
  parseClass,
  sensitiveClassesOf,
  withClass,
} from "#shared/model/settings/sensitive-classes.ts";

describe("the library's list of sensitive classes", () => {
  it("is the common one until the library has made its own, which may be empty", () => {
    expect(sensitiveClassesOf(undefined)).toBe(DEFAULT_SENSITIVE_CLASSES);
    for (const broken of [null, "R", [1], [""], ["r 4"], [["R"]], Array.from({ length: 300 }, () => "R")])
      expect(sensitiveClassesOf(broken)).toBe(DEFAULT_SENSITIVE_CLASSES);
    expect(sensitiveClassesOf(["TP", "610"])).toEqual(["TP", "610"]);
    expect(sensitiveClassesOf([])).toEqual([]);
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
