import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { SyncStop, SyncWarning } from "#shared/replication/sync-report.ts";
import { tellStop, tellWarning } from "../../../../../renderer/features/sync/sync-words.ts";

const STOPS: readonly SyncStop[] = [
  { tag: "cancelled" },
  { tag: "no-folder" },
  { tag: "gone" },
  { tag: "empty-folder" },
  { tag: "wrong-folder" },
  { tag: "another-library", library: "x" },
  { tag: "two-libraries", libraries: ["x", "y"] },
  { tag: "newer-format" },
  { tag: "read-only" },
  { tag: "full" },
  { tag: "unclear", code: "EIO", file: "heads" },
  { tag: "other-content", file: "f" },
  { tag: "not-kept" },
  { tag: "locked" },
  { tag: "local-store", code: "EIO" },
  { tag: "database", reason: "r" },
];

const texts = (locale: string): Record<string, string> => JSON.parse(readFileSync(new URL(`../../../../../renderer/i18n/messages/${locale}/sync.json`, import.meta.url), "utf8"));

test("says every way to stop in a sentence of its own, in three languages", () => {
  for (const locale of ["zh-CN", "zh-TW", "en"]) {
    const catalogue = texts(locale);
    const said = STOPS.map((stop) => catalogue[tellStop(stop).sentence.id]);
    expect(said).not.toContain(undefined);
    expect(new Set(said).size).toBe(STOPS.length);
  }
});

test("offers another folder for a wrong one, and to prepare an empty one", () => {
  expect(tellStop({ tag: "another-library", library: "x" }).action).toBe("choose-folder");
  expect(tellStop({ tag: "empty-folder" }).action).toBe("prepare");
  expect(tellStop({ tag: "gone" }).action).toBe("again");
});

test("names the computer whose clock is off, by how many minutes", () => {
  const warning: SyncWarning = { tag: "clock-off", stream: "s", device: null, aheadMs: 7 * 60_000 };
  expect(tellWarning(warning, () => "儿童馆-2").values).toEqual({ device: "儿童馆-2", minutes: 7 });
});
