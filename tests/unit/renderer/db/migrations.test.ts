import "fake-indexeddb/auto";
import Dexie from "dexie";
import { describe, expect, it } from "vitest";
import { DeskDb } from "../../../../renderer/db/database.ts";
import { LATEST_VERSION, MIGRATIONS } from "../../../../renderer/db/migrations.ts";

/** A database as a program of that version left it. */
async function leftBy(version: number, name: string): Promise<void> {
  const db = new Dexie(name);
  for (const migration of MIGRATIONS.filter((one) => one.version <= version)) db.version(migration.version).stores(migration.stores);
  await db.table("reader").put({ id: "a", w: ["s", 1, "0000000000000000", "m"], name: "张伟", card: "1" });
  db.close();
}

describe("local migrations", () => {
  it("rise one by one", () => expect(MIGRATIONS.map(({ version }) => version)).toEqual(MIGRATIONS.map((_, index) => index + 1)));

  it("2 keeps the readers and adds a place for what can be made again", async () => {
    await leftBy(1, "from-1");
    const db = new DeskDb("from-1");
    expect(await db.reader.where("card").equals("1").primaryKeys()).toEqual(["a"]);
    await db.table("cache").put({ name: "x" });
    expect(await db.table("cache").count()).toBe(1);
    expect(db.verno).toBe(LATEST_VERSION);
    db.close();
  });
});
