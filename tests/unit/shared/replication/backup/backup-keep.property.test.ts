/** Which backups stay, for any history of backups and any clock. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  backupsToDrop,
  type DatedBackup,
  KEPT_DAYS,
  KEPT_MONTHS,
  KEPT_WEEKS,
} from "#shared/replication/backup/backup-keep.ts";

const DAY_MS = 24 * 60 * 60_000;
const NOW = Date.UTC(2026, 10, 26, 12);
const dayOf = (at: number): number => Math.floor(at / DAY_MS);

const history: fc.Arbitrary<readonly DatedBackup[]> = fc
  .array(fc.integer({ min: -900 * DAY_MS, max: 3 * DAY_MS }), { maxLength: 120 })
  .map((ages) => ages.map((age, index) => ({ id: `b${index}`, at: NOW + age })));

const staying = (backups: readonly DatedBackup[], nowMs = NOW): readonly DatedBackup[] => {
  const dropped = new Set(backupsToDrop(backups, nowMs));
  return backups.filter(({ id }) => !dropped.has(id));
};

describe("of backups", () => {
  it("the newest stays, whatever the clock says", () => {
    fc.assert(
      fc.property(history, fc.integer({ min: -2000 * DAY_MS, max: 2000 * DAY_MS }), (backups, shift) => {
        if (backups.length === 0) return;
        const newest = Math.max(...backups.map(({ at }) => at));
        expect(staying(backups, NOW + shift).some(({ at }) => at === newest)).toBe(true);
      }),
    );
  });

  it("all of the last day stay, and the newest of each of the last seven days that have one", () => {
    fc.assert(
      fc.property(history, (backups) => {
        const kept = new Set(staying(backups).map(({ id }) => id));
        for (const { id, at } of backups) if (at > NOW - DAY_MS) expect(kept.has(id)).toBe(true);
        const days = [...new Set(backups.map(({ at }) => dayOf(at)))].sort((a, b) => b - a).slice(0, KEPT_DAYS);
        for (const day of days) {
          const newest = backups.filter(({ at }) => dayOf(at) === day).reduce((a, b) => (b.at > a.at ? b : a));
          expect(staying(backups).some(({ at }) => at === newest.at)).toBe(true);
        }
      }),
    );
  });

  it("no more stay than a day's, seven days', eight weeks' and twelve months'", () => {
    fc.assert(
      fc.property(history, (backups) => {
        const today = backups.filter(({ at }) => at > NOW - DAY_MS).length;
        expect(staying(backups).length).toBeLessThanOrEqual(today + KEPT_DAYS + KEPT_WEEKS + KEPT_MONTHS);
      }),
    );
  });

  it("sweeping again drops nothing more", () => {
    fc.assert(
      fc.property(history, (backups) => {
        expect(backupsToDrop(staying(backups), NOW)).toEqual([]);
      }),
    );
  });

  it("a year of one every four hours leaves a year's reach", () => {
    let kept: readonly DatedBackup[] = [];
    for (let at = NOW - 400 * DAY_MS; at <= NOW; at += DAY_MS / 6)
      kept = staying([...kept, { id: String(at), at }], at);
    const ages = kept.map(({ at }) => (NOW - at) / DAY_MS);
    expect(Math.max(...ages)).toBeGreaterThan(300);
    expect(ages.length).toBeLessThanOrEqual(6 + KEPT_DAYS + KEPT_WEEKS + KEPT_MONTHS);
    // of each week of the last eight, and of each month, there is one
    for (let week = 1; week <= 7; week++)
      expect(ages.some((age) => age > (week - 1) * 7 && age <= week * 7 + 7)).toBe(true);
    for (let month = 1; month <= 11; month++)
      expect(ages.some((age) => age > (month - 1) * 31 && age <= month * 31)).toBe(true);
  });
});
