import { describe, expect, test } from "vitest";
import { figureText, verdictOf } from "../../bench/figure.ts";
import { figuresTable } from "../../bench/table.ts";

describe("a figure", () => {
  test("is ok at its goal and over above it, and without a goal it is neither", () => {
    const figure = { group: "Start", name: "usable", unit: "ms", value: 1200 } as const;
    expect(verdictOf({ ...figure, goal: 1200 })).toBe("ok");
    expect(verdictOf({ ...figure, value: 1201, goal: 1200 })).toBe("over");
    expect(verdictOf(figure)).toBe("");
  });

  test("is told with as many digits as mean something", () => {
    expect(figureText(1.466, "ratio")).toBe("1.47 ×");
    expect(figureText(63.6, "bytes")).toBe("64 B");
    expect(figureText(4.567, "ms")).toBe("4.6 ms");
    expect(figureText(456.7, "ms")).toBe("457 ms");
    expect(figureText(12.34, "s")).toBe("12.3 s");
  });
});

describe("the table", () => {
  test("puts figures under their groups, with goal and verdict beside them", () => {
    const table = figuresTable([
      { group: "Start", name: "usable", value: 900, unit: "ms", goal: 1200 },
      { group: "Memory", name: "above blank", value: 300, unit: "MB", goal: 250, note: "PSS" },
    ]);
    const lines = table.split("\n").map((line) => line.replace(/\s+/g, " "));
    expect(lines).toEqual([
      "| measured | figure | goal | | how |",
      expect.stringMatching(/^\| -+ \| -+ \| -+ \| -+ \| -+ \|$/),
      "| **Start** | | | | |",
      "| usable | 900 ms | ≤ 1200 ms | ok | |",
      "| **Memory** | | | | |",
      "| above blank | 300 MB | ≤ 250 MB | over | PSS |",
    ]);
  });
});
