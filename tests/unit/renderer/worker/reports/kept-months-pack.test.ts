/** What of the reports' months is kept between two starts: it serves the next one, knows nobody, and is believed only whole. */
import "../../../../support/indexed-db.ts";
import { describe, expect, it } from "vitest";
import type { Entry } from "#shared/replication/rows/entry.ts";
import type { DeskDb } from "../../../../../renderer/db/database.ts";
import { applySlice } from "../../../../../renderer/db/exchange/apply-slice.ts";
import { type Change, create, edit } from "../../../../../renderer/db/write/changes.ts";
import { OWN, openDesk } from "../../db/desk.ts";
import { at, monthsRead, OTHER, type Start, start } from "./months-start.ts";

describe("kept months", () => {
  const visit = (id: string, of: string, on: string, more: object = {}): Change =>
    create("activity", id, { reader: of, on, kind: "visit", ...more });

  /** A reader of the east whose visits say nothing of where, and what a colleague wrote down. */
  async function library() {
    const { db, writer } = await openDesk();
    const write = async (...changes: readonly Change[]): Promise<void> =>
      void (await (
        await writer.run("test", changes)
      ).confirmed);
    await write(
      create("reader", "canary", { name: "金丝雀", card: "c-1", branch: "east", organisation: "金丝雀小学" }),
      create("reader", "other", { name: "李", branch: "west" }),
      visit("v-1", "canary", "2026-10-02"),
      visit("v-2", "other", "2026-10-02", { branch: "west" }),
      visit("v-3", "other", "2026-11-02", { branch: "west" }),
      create("interaction", "i-1", {
        reader: "canary",
        at: at("2026-10"),
        channel: "desk",
        minutes: 4,
        contact: { name: "金丝雀" },
      }),
    );
    const first = start(db);
    const visits = async (of: Start, branch: string | null, onAsked?: () => Promise<void>): Promise<number> =>
      (await of.book(onAsked)).month("2026-10").of(branch).use.get("visit") ?? 0;
    expect(await visits(first, "east")).toBe(1);
    await first.keep();
    return { db, write, first, visits };
  }
  const packIn = (db: DeskDb) => db.table("cache").get("reports-pack");

  it("are counted again only where something was written: a month of use, and where a reader belongs", async () => {
    const { db, write } = await library();
    // each month of use is read with its service records, and the further month's service records alone
    expect(await monthsRead(db, start(db))).toBe(0);
    await write(visit("v-4", "other", "2026-11-09"), create("reader", "new", { name: "新", branch: "east" }));
    expect(await monthsRead(db, start(db))).toBe(2);
    await write(edit("reader", "other", { name: "李四", phones: ["13800000000"] }));
    expect(await monthsRead(db, start(db))).toBe(2);
    // all that is said to have been elsewhere stays there
    await write(edit("reader", "canary", { branch: "west" }));
    expect(await monthsRead(db, start(db))).toBe(4);
  });

  it("know nobody", async () => {
    const { db } = await library();
    const texts = JSON.stringify(await db.table("cache").where("name").startsWith("reports").toArray(), (_, value) =>
      value instanceof Map ? [...value] : value,
    );
    expect(texts).toContain("east");
    expect(texts).not.toMatch(/canary|金丝雀|c-1|v-1|i-1/);
  });

  it("go with an erasing, and are counted without the erased", async () => {
    const { db, first, visits } = await library();
    await db.activity.delete("v-1");
    await db.reader.delete("canary");
    await first.forget(["canary"]);
    expect(await db.table("cache").where("name").startsWith("reports").count()).toBe(0);
    expect(await visits(first, null)).toBe(1);
  });

  it.each([
    ["another format", (content: { format: number }) => (content.format += 1)],
    ["another time zone", (content: { zone: string }) => (content.zone = "Nowhere/Else")],
    ["a part that is missing", (content: { contacts?: unknown }) => delete content.contacts],
    [
      "a count that is none",
      (content: { whole: Map<string, Map<string, object>> }) =>
        Object.assign(content.whole.get("2026-10")?.get("east") ?? {}, { rated: undefined }),
    ],
  ])("are not believed with %s", async (_, damage) => {
    const { db, visits } = await library();
    const row = await packIn(db);
    damage(row.content);
    await db.table("cache").put(row);
    const next = start(db);
    expect(await monthsRead(db, next)).toBe(7);
    expect(await visits(next, "east")).toBe(1);
  });

  it("are counted again where a reader moves while the question is being answered", async () => {
    const { write, first, visits } = await library();
    await write(visit("v-4", "canary", "2026-10-03"));
    expect(await visits(first, "east", () => write(edit("reader", "canary", { branch: "west" })))).toBe(2);
    expect([await visits(first, "east"), await visits(first, "west")]).toEqual([0, 3]);
  });

  it("keep nothing of a question that was asked before another one that is answered already", async () => {
    const { write, first, visits } = await library();
    await write(visit("v-4", "canary", "2026-10-03"));
    const meanwhile = async (): Promise<void> => {
      await write(edit("reader", "canary", { branch: "west" }));
      await first.book(undefined, ["2026-09"]);
    };
    expect(await visits(first, "east", meanwhile)).toBe(2);
    expect([await visits(first, "east"), await visits(first, "west")]).toEqual([0, 3]);
  });

  it("keep nothing of a question that was asked before what came from elsewhere was told", async () => {
    const { db, write, first, visits } = await library();
    await write(visit("v-4", "canary", "2026-10-03"));
    const op = { kind: "reader", id: "canary", cells: { branch: "west" } };
    const entry: Entry = { seq: 1, hlc: `0fff${"1".padStart(12, "0")}`, pulls: 0, staff: "s", command: "c", ops: [op] };
    expect(
      await visits(first, "east", async () => {
        await applySlice(db, OWN, at("2026-11"), { stream: OTHER, entries: [entry] });
        first.applied(entry);
      }),
    ).toBe(2);
    expect([await visits(first, "east"), await visits(first, "west")]).toEqual([0, 3]);
  });
});
