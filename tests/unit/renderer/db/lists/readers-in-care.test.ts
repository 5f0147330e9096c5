import "../../../../support/indexed-db.ts";
import { expect, it } from "vitest";
import { countInCare, readInCare } from "../../../../../renderer/db/lists/readers-in-care.ts";
import { create, edit } from "../../../../../renderer/db/write/changes.ts";
import { openDesk } from "../desk.ts";

const TODAY = "2026-11-25";
const on = (day: string): number => new Date(`${day}T10:00`).getTime();
/** An id that says when its record was made. */
const metOn = (day: string, tail: string): string => {
  const hex = on(day).toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-${tail.padStart(12, "0")}`;
};

it("lists whom a colleague looks after by the day of the next word, and last of all whoever wants none", async () => {
  const { db, writer } = await openDesk();
  const kept = { owner: "chen", keepInTouchDays: 30 };
  await writer.run("test", [
    create("reader", "never", { ...kept, name: "从未" }),
    create("reader", "late", { ...kept, name: "逾期", plan: "约了看新书" }),
    create("reader", "soon", { ...kept, name: "近日" }),
    create("reader", "off", { ...kept, name: "推后", contactFrom: "2026-12-20" }),
    create("reader", "quiet", { ...kept, name: "勿扰", doNotContact: { since: "2026-11-01" } }),
    create("reader", "no-rhythm", { owner: "chen", name: "无间隔" }),
    create("reader", "left", { ...kept, name: "已退", leaving: { reason: "moved", on: "2026-11-01" } }),
    create("reader", "test-card", { ...kept, name: "试用", tags: ["test"] }),
    create("reader", "other", { owner: "zhou", keepInTouchDays: 7, name: "别人的" }),
    create("reader", "nobodys", { name: "没人管" }),
    create("interaction", "i1", { reader: "late", at: on("2026-09-01") }),
    create("interaction", "i2", { reader: "soon", at: on("2026-11-01") }),
    create("interaction", "i3", { reader: "late", at: on("2026-11-20"), direction: "out", outcome: "not-answered" }),
    create("task", "t1", { about: { kind: "reader", id: "late" }, text: "带样书", due: "2026-11-28" }),
    create("task", "t2", { promisedTo: "late", text: "回电 13900000046", due: "2026-11-26" }),
    create("task", "t3", { promisedTo: "late", text: "做完了", due: "2026-11-01", done: 5 }),
  ]);
  const rows = await readInCare(db, JSON.stringify({ view: "owned", today: TODAY, of: "chen" }));
  expect(rows.map(({ id, next, isLate }) => [id, next, isLate])).toEqual([
    ["late", "2026-11-21", true],
    ["never", TODAY, false],
    ["soon", "2026-12-01", false],
    ["off", "2026-12-20", false],
    ["no-rhythm", undefined, false],
    ["quiet", undefined, false],
  ]);
  expect(rows[0]).toMatchObject({ last: "2026-09-01", missed: 1, hasPlan: true, days: 30, step: { id: "t2" } });
  // numbers in its words are protected
  expect(rows[0]?.step?.text).toMatch(/^回电 (?!13900000046)/);
  expect(rows.at(-1)?.stop).toBe("do-not-contact");
  const all = await readInCare(db, JSON.stringify({ view: "owned", today: TODAY }));
  expect(all.map(({ id }) => id)).toContain("other");
  expect(all).toHaveLength(rows.length + 1);
});

it("lists who has no card by the next step, the late ones first, until a card, a no or a merge ends it", async () => {
  const { db, writer } = await openDesk();
  const [early, later] = [metOn("2026-09-01", "1"), metOn("2026-10-01", "2")];
  await writer.run("test", [
    create("reader", "card", { name: "有证", card: "1" }),
    create("reader", later, { name: "后认识", source: "event" }),
    create("reader", early, { name: "先认识" }),
    create("reader", "late", { name: "逾期" }),
    create("reader", "soon", { name: "将到" }),
    create("reader", "no", { name: "不办", leaving: { reason: "other", on: "2026-11-01" } }),
    create("reader", "zz", { name: "有证的另一份" }),
    { act: "cells", kind: "reader", id: "zz", cells: { ".alias": "card" } },
    create("task", "t1", { about: { kind: "reader", id: "late" }, text: "带申请表", due: "2026-11-20" }),
    create("task", "t2", { about: { kind: "reader", id: "soon" }, text: "带申请表", due: "2026-11-30" }),
  ]);
  const asked = JSON.stringify({ view: "potential", today: TODAY });
  const listed = async () => (await readInCare(db, asked)).map(({ name, isLate }) => [name, isLate]);
  expect(await listed()).toEqual([
    ["逾期", true],
    ["先认识", false],
    ["后认识", false],
    ["将到", false],
  ]);
  expect((await readInCare(db, asked))[2]).toMatchObject({ metOn: "2026-10-01", source: "event", days: undefined });
  await writer.run("test", [
    edit("reader", "late", { card: "2" }),
    edit("reader", "soon", { leaving: { reason: "other", on: TODAY } }),
  ]);
  expect((await listed()).map(([name]) => name)).toEqual(["先认识", "后认识"]);
  expect(await countInCare(db, asked)).toBe(2);
});
