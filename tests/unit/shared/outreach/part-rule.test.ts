import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "#shared/kernel/day.ts";
import { type PartAnswer, partAnswer } from "#shared/outreach/part-rule.ts";

const part = { desk: "east", lapsesOn: "2026-12-04" };
const ask = (desk: string, today: string, syncedOn?: string): PartAnswer => partAnswer(part, { desk, today, syncedOn });

describe("who may call the readers of a part", () => {
  it("follows the worked example", () => {
    expect([ask("east", "2026-12-04"), ask("west", "2026-12-04")]).toEqual(["work", "theirs"]);
    expect([ask("east", "2026-12-05", "2026-12-04"), ask("west", "2026-12-05")]).toEqual(["sync-first", "theirs"]);
    expect([ask("east", "2026-12-05", "2026-12-05"), ask("west", "2026-12-06")]).toEqual(["work", "take"]);
  });

  it("gives a part that was given back, or never dealt, to whoever asks", () => {
    expect(partAnswer({ ...part, givenBackAt: 5 }, { desk: "west", today: "2026-12-01", syncedOn: undefined })).toBe(
      "take",
    );
    expect(partAnswer(undefined, { desk: "west", today: "2026-12-01", syncedOn: undefined })).toBe("take");
  });

  it("never lets two desks that know nothing of each other work one part, be their clocks a day apart", () => {
    const aDay = fc.integer({ min: -10, max: 10 }).map((days) => addDays("2026-12-04", days));
    fc.assert(
      fc.property(aDay, fc.integer({ min: -1, max: 1 }), (today, apart) => {
        const holder = ask("east", today);
        const other = ask("west", addDays(today, apart));
        expect([holder, other]).not.toEqual(["work", "take"]);
      }),
    );
  });
});
