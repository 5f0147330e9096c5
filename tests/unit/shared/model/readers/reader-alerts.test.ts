import { describe, expect, test } from "vitest";
import { readerAlerts, renewedUntil } from "#shared/model/readers/reader-alerts.ts";

const TODAY = "2026-11-24";

describe("what a scanned card must say", () => {
  test("the most urgent comes first, and a written alert ends with its day", () => {
    const row = {
      card: "1",
      expiresOn: "2026-12-01",
      alert: { text: "有未取预约", level: "must", until: "2026-11-24" },
      badContact: ["phone"],
      doNotContact: { since: "2026-11-01", words: "别再打电话了" },
    } as const;
    const kinds = (today: string) => readerAlerts(row, today, 30).map(({ kind }) => kind);
    expect(kinds(TODAY)).toEqual(["written", "expiring", "do-not-contact", "bad-contact"]);
    expect(kinds("2026-11-25")).toEqual(["expiring", "do-not-contact", "bad-contact"]);
  });

  test("a card is good on its last day and expired the day after", () => {
    expect(readerAlerts({ card: "1", expiresOn: TODAY }, TODAY, 30)).toEqual([
      { kind: "expiring", level: "soon", on: TODAY, daysLeft: 0 },
    ]);
    expect(readerAlerts({ card: "1", expiresOn: TODAY }, "2026-11-25", 30)).toEqual([
      { kind: "expired", level: "must", on: TODAY, daysAgo: 1 },
    ]);
  });

  test("a card's end is said from as many days before it as asked for, and not a day earlier", () => {
    const ends = (on: string) => readerAlerts({ card: "1", expiresOn: on }, TODAY, 10);
    expect(ends("2026-12-04")).toEqual([{ kind: "expiring", level: "soon", on: "2026-12-04", daysLeft: 10 }]);
    expect(ends("2026-12-05")).toEqual([]);
  });

  test("who has left is told once, not also about an expired card", () => {
    expect(
      readerAlerts(
        { card: "1", expiresOn: "2020-01-01", leaving: { reason: "moved", on: "2020-01-01" } },
        TODAY,
        30,
      ).map(({ kind }) => kind),
    ).toEqual(["left"]);
  });

  test("a renewal adds a year to a good card and counts from today for an expired one", () => {
    expect(renewedUntil("2026-12-01", TODAY)).toBe("2027-12-01");
    expect(renewedUntil("2025-01-01", TODAY)).toBe("2027-11-24");
    expect(renewedUntil("2028-02-29", TODAY)).toBe("2029-02-28");
  });
});
