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
    expect([ask("east", "2026-12-05", "2026-12-05"), ask("west", "2026-12-06", "2026-12-05")]).toEqual([
      "work",
      "take",
    ]);
    expect([ask("east", "2026-12-06", "2026-12-05"), ask("west", "2026-12-06", "2026-12-04")]).toEqual([
      "sync-first",
      "sync-first",
    ]);
  });

  it("gives a part that was given back, or never dealt, to whoever asks", () => {
    expect(partAnswer({ ...part, givenBackAt: 5 }, { desk: "west", today: "2026-12-01", syncedOn: undefined })).toBe(
      "take",
    );
    expect(partAnswer(undefined, { desk: "west", today: "2026-12-01", syncedOn: undefined })).toBe("take");
  });

  it("never lets two desks that know nothing of each other work one part, be their clocks a day apart", () => {
    const aDay = fc.integer({ min: -10, max: 10 }).map((days) => addDays("2026-12-04", days));
    const agoOrNever = fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined });
    fc.assert(
      fc.property(aDay, fc.integer({ min: -1, max: 1 }), agoOrNever, agoOrNever, (today, apart, ago, otherAgo) => {
        const daysEarlier = (day: string, days: number | undefined) =>
          days === undefined ? undefined : addDays(day, -days);
        const there = addDays(today, apart);
        const holder = ask("east", today, daysEarlier(today, ago));
        const other = ask("west", there, daysEarlier(there, otherAgo));
        expect([holder, other]).not.toEqual(["work", "take"]);
        // what the holder has done with it by its day has been asked for before anybody else goes on with it
        if (other === "take") expect(daysEarlier(there, otherAgo) ?? "").toSatisfy((day) => day > part.lapsesOn);
      }),
    );
  });
});
