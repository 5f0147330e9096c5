import { describe, expect, test } from "vitest";
import { participationOn } from "#shared/analysis/participation.ts";
import { buildUses, usesOf } from "#shared/analysis/uses.ts";

describe("participation", () => {
  test("adds opinions and events, in 365 days up to the day", () => {
    const at = (day: number, kind: "event" | "opinion" | "visit", amount = 1) => ({
      reader: "reader",
      day,
      kind,
      amount,
    });
    const uses = usesOf(
      buildUses(
        ["reader"],
        [at(0, "event"), at(1, "event", 2), at(100, "opinion"), at(100, "visit"), at(366, "opinion")],
      ).uses,
      0,
    );
    expect(participationOn(uses, 365)).toBe(3);
    expect(participationOn(uses, 366)).toBe(2);
    expect(participationOn(uses, -1)).toBe(0);
  });
});
