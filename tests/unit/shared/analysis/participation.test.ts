import { describe, expect, test } from "vitest";
import { participationOn, shareTakingPart } from "#shared/analysis/participation.ts";
import { buildUses, usesOf } from "#shared/analysis/uses.ts";

describe("participation", () => {
  test("adds opinions, events and what is recorded elsewhere, in 365 days up to the day", () => {
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
    expect(participationOn(uses, 365)).toEqual({
      opinions: 1,
      events: 2,
      suggestions: 0,
      answers: 0,
      volunteering: 0,
      total: 3,
    });
    expect(participationOn(uses, 365, { suggestions: 1, answers: 2, volunteering: 3 }).total).toBe(9);
    expect(participationOn(uses, -1).total).toBe(0);
  });

  test("of a library is the share of readers with any, with its interval", () => {
    expect(shareTakingPart([{ total: 3 }, { total: 0 }, { total: 0 }, { total: 1 }])).toMatchObject({ share: 0.5 });
    expect(shareTakingPart([])).toBeUndefined();
  });
});
