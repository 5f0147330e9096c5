/**
 * The pack of the library's use: what a start is spared, when it does not count, and that nobody erased is left in it.
 */
import "../../../../support/indexed-db.ts";
import { describe, expect, it } from "vitest";
import { create, edit } from "../../../../../renderer/db/write/changes.ts";
import { createLibraryUse, keptUse } from "../../../../../renderer/worker/library-use/library-use.ts";
import { daysIn } from "../../../../support/life-calendar.ts";
import { openDesk } from "../../db/desk.ts";

const quiet = (): void => undefined;
const NEVER = 1e6;
const OTHER = "b".repeat(16);

/** Two readers with a visit each, read and kept. */
async function kept() {
  const { db, writer } = await openDesk();
  const run = async (...changes: Parameters<typeof writer.run>[1]): Promise<void> =>
    void (await (
      await writer.run("test", changes)
    ).confirmed);
  await run(
    create("reader", "canary", { name: "张", card: "1", organisation: "金丝雀小学", unit: "三班" }),
    create("reader", "other", { name: "李", card: "2", category: "adult" }),
    create("activity", "v1", { reader: "canary", on: "2026-11-02", kind: "visit" }),
    create("activity", "v2", { reader: "other", on: "2026-11-03", kind: "visit" }),
    create("interaction", "i1", { reader: "canary", at: Date.UTC(2026, 10, 4, 3), channel: "desk", minutes: 4 }),
  );
  const uses = createLibraryUse(db, NEVER);
  await uses.now(quiet);
  await uses.keep();
  return { db, run, uses };
}

/** How many rows a question had to read; none where the pack serves. */
async function rowsRead(uses: ReturnType<typeof createLibraryUse>): Promise<number> {
  let total = 0;
  await uses.now((progress) => {
    total = progress.total;
  });
  return total;
}

// biome-ignore lint/suspicious/noExplicitAny: a stored row is damaged on purpose
async function damage(db: Awaited<ReturnType<typeof kept>>["db"], change: (content: any) => void): Promise<void> {
  const row = await db.table("cache").get("statistics-pack");
  change(row.content);
  await db.table("cache").put(row);
}

const packText = async (db: Awaited<ReturnType<typeof kept>>["db"]): Promise<string> =>
  JSON.stringify(await db.table("cache").where("name").startsWith("statistics").toArray());

describe("the kept use of the library", () => {
  it("is what the next start counts by, with what this desk wrote since", async () => {
    const { db, run } = await kept();
    await run(
      create("activity", "v3", { reader: "other", on: "2026-11-05", kind: "loan", quantity: 3 }),
      edit("reader", "canary", { category: "child" }),
    );
    const next = createLibraryUse(db, NEVER);
    expect(await rowsRead(next)).toBe(0);
    const { readers, busy } = await next.now(quiet);
    // a record at the desk is an enquiry and a day in the house
    expect(
      readers.map(({ id, facts, uses }) => [
        id,
        facts.category,
        facts.group,
        [...uses.amounts.subarray(uses.from, uses.to)],
      ]),
    ).toEqual([
      ["canary", "child", "金丝雀小学\u001f三班", [1, 1, 1]],
      ["other", "adult", undefined, [1, 3]],
    ]);
    expect([...busy.values()].map((of) => of.get("")?.reduce((sum, count) => sum + count, 0))).toEqual([1]);
  });

  it("is void with another desk's changes that nobody told of, and is brought along by those that were told", async () => {
    const { db } = await kept();
    const entry = {
      seq: 1,
      hlc: "0198000000000000",
      pulls: 0,
      staff: "s",
      command: "c",
      ops: [{ kind: "activity", id: "v9", cells: { reader: "canary", on: "2026-11-06", kind: "visit" } }],
    };
    await db.activity.put({ ...(await db.activity.get("v1")), id: "v9", on: "2026-11-06" } as never); // a row as it would be written
    await db.streams.put({ stream: OTHER, no: 1, hash: "", seq: 1 } as never);
    expect(await rowsRead(createLibraryUse(db, NEVER))).toBeGreaterThan(0);
    const told = createLibraryUse(db, NEVER);
    told.applied(OTHER, [entry]);
    expect(await rowsRead(told)).toBe(0);
    const her = (await told.now(quiet)).readers.find(({ id }) => id === "canary");
    expect(her && daysIn(her.useDays)).toHaveLength(3);
  });

  it.each([
    [
      "a column that was cut off",
      (content: { uses: { days: { after: Uint8Array } } }) =>
        (content.uses.days.after = content.uses.days.after.slice(1)),
    ],
    ["fewer flags than readers", (content: { flags: Uint8Array }) => (content.flags = content.flags.slice(1))],
    [
      "fewer last contacts than readers",
      (content: { contacted: Int32Array }) => (content.contacted = content.contacted.slice(1)),
    ],
    ["another format", (content: { format: number }) => (content.format = 0)],
    ["nothing in it", (content: { ids?: unknown }) => delete content.ids],
  ])("is void with %s", async (_, change) => {
    const { db } = await kept();
    await damage(db, change);
    expect(await rowsRead(createLibraryUse(db, NEVER))).toBeGreaterThan(0);
  });

  it.each([
    ["while it is held", true],
    ["before anybody has asked for it", false],
  ])("has nothing of an erased reader left, %s", async (_, isHeld) => {
    const { db, uses } = await kept();
    expect(await packText(db)).toContain("金丝雀小学");
    await Promise.all([db.reader.delete("canary"), db.activity.delete("v1"), db.interaction.delete("i1")]);
    const following = isHeld ? uses : createLibraryUse(db, NEVER);
    await following.forget(["canary"]);
    const text = await packText(db);
    expect(text).not.toContain("金丝雀");
    expect(text).not.toContain("canary");
    // the others are still there without reading the rows
    expect(await rowsRead(createLibraryUse(db, NEVER))).toBe(0);
    const { readers, busy } = await following.now(quiet);
    expect([readers.map(({ id }) => id), busy.size]).toEqual([["other"], 0]);
  });

  it("is dropped where an erased reader cannot be taken out of it", async () => {
    const { db, uses } = await kept();
    await uses.forget(["merged-into-somebody"]);
    expect(await db.table("cache").count()).toBe(0);
    expect(await keptUse.readState(db)).toBeNull();
    expect((await uses.now(quiet)).readers.length).toBe(2);
  });

  it("carries beside it what was made of it, until it is written anew or dropped", async () => {
    const { db, run, uses } = await kept();
    const { place } = (await keptUse.readState(db)) ?? expect.unreachable();
    await keptUse.writeBeside(db, place, "sums", { here: 2 });
    await keptUse.writeBeside(db, place, "others", { here: 3 });
    expect([await keptUse.readBeside(db, place, "sums"), await keptUse.readBeside(db, place, "none")]).toEqual([
      { here: 2 },
      undefined,
    ]);
    await keptUse.keepBeside(db, new Set(["sums"]));
    expect([await keptUse.readBeside(db, place, "sums"), await keptUse.readBeside(db, place, "others")]).toEqual([
      { here: 2 },
      undefined,
    ]);
    // of another pack than the one that stands there
    const elsewhere = { ...place, own: { ...place.own, seq: place.own.seq + 1 } };
    await keptUse.writeBeside(db, elsewhere, "sums", { here: 9 });
    expect([await keptUse.readBeside(db, elsewhere, "sums"), await keptUse.readBeside(db, place, "sums")]).toEqual([
      undefined,
      { here: 2 },
    ]);
    await run(create("activity", "v4", { reader: "other", on: "2026-11-06", kind: "visit" }));
    await uses.forget(["other"]);
    expect(await packText(db)).not.toContain("sums");
    await keptUse.writeBeside(db, (await keptUse.readState(db))?.packedAt ?? place, "sums", { here: 1 });
    await keptUse.drop(db);
    expect(await db.table("cache").count()).toBe(0);
  });
});
