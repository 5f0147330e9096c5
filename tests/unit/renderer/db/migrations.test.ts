import "../../../support/indexed-db.ts";
import { createHash } from "node:crypto";
import Dexie from "dexie";
import { describe, expect, it } from "vitest";
import { KINDS, RECORDS } from "#shared/model/kinds.ts";
import { digestOf } from "#shared/replication/rows/digest.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";
import { DeskDb, openDatabase, type Row } from "../../../../renderer/db/database.ts";
import { readDigest } from "../../../../renderer/db/exchange/kept-digest.ts";
import { LATEST_VERSION, MIGRATIONS } from "../../../../renderer/db/migrations.ts";
import { askToPersist } from "../../../../renderer/db/persistence.ts";

/** A database as a program of that version left it. */
async function leftBy(version: number, name: string): Promise<void> {
  const db = new Dexie(name);
  for (const migration of MIGRATIONS.filter((one) => one.version <= version))
    db.version(migration.version).stores(migration.stores);
  await db.table("reader").put({ id: "a", w: ["s", 1, "0000000000000000", "m"], name: "张伟", card: "1" });
  db.close();
}

describe("local migrations", () => {
  it("rise one by one", () =>
    expect(MIGRATIONS.map(({ version }) => version)).toEqual(MIGRATIONS.map((_, index) => index + 1)));

  it("come in one step to the tables that they rise to one by one", () => {
    const tablesOf = (db: DeskDb) =>
      db.tables.map(({ name, schema }) => [name, schema.primKey.src, ...schema.indexes.map(({ src }) => src)].join());
    expect(tablesOf(new DeskDb("one-step", 0))).toEqual(tablesOf(new DeskDb("one-by-one")));
    expect(tablesOf(new DeskDb("one-step", LATEST_VERSION))).toEqual(tablesOf(new DeskDb("one-by-one")));
  });

  it("2 keeps the readers and adds a place for what can be made again", async () => {
    await leftBy(1, "from-1");
    const db = new DeskDb("from-1");
    expect(await db.reader.where("card").equals("1").primaryKeys()).toEqual(["a"]);
    await db.table("cache").put({ name: "x" });
    expect(await db.table("cache").count()).toBe(1);
    expect(db.verno).toBe(LATEST_VERSION);
    db.close();
  });

  it("3 begins the digest with the records that are there, of unknown kinds too, and not with deleted ones", async () => {
    const old = new Dexie("from-2");
    for (const migration of MIGRATIONS.filter(({ version }) => version <= 2))
      old.version(migration.version).stores(migration.stores);
    const w = ["s", 1, "0000000000000000", "m"] as const;
    await old.table("reader").bulkPut([
      { id: "a", w, name: "张伟" },
      { id: "b", w, name: "王芳", gone: 1 },
    ]);
    await old.table("unknown").put({ kind: "later", id: "c", row: { id: "c", w, x: 1 } });
    old.close();
    const db = new DeskDb("from-2");
    const rows: [string, AnyRow][] = [
      ["reader", { id: "a", w, name: "张伟" }],
      ["later", { id: "c", w, x: 1 }],
    ];
    expect(await readDigest(db)).toEqual(digestOf(rows, (text) => createHash("sha256").update(text).digest()));
    db.close();
  });

  it("4 keeps the readers and finds a line of the ledger by each record that it names", async () => {
    await leftBy(3, "from-3");
    const db = new DeskDb("from-3");
    await db.erased.put({ id: "b", w: ["s", 1, "0000000000000000", "m"], records: ["interaction/i1", "task/t1"] });
    expect(await db.erased.where("records").equals("task/t1").primaryKeys()).toEqual(["b"]);
    expect(await db.reader.count()).toBe(1);
    db.close();
  });

  it("6 keeps the readers and adds a table of segments, of which the deleted ones are found", async () => {
    await leftBy(5, "from-5");
    const db = new DeskDb("from-5");
    await db.segment.put({ id: "s", w: ["s", 1, "0000000000000000", "m"], name: "核心读者", gone: 1 });
    expect(await db.segment.where("gone").equals(1).primaryKeys()).toEqual(["s"]);
    expect(await db.reader.count()).toBe(1);
    db.close();
  });

  it("7 finds the readers of a colleague, and leaves those without one out of the index", async () => {
    await leftBy(6, "from-6");
    const old = new Dexie("from-6");
    for (const { version, stores } of MIGRATIONS.filter((one) => one.version <= 6)) old.version(version).stores(stores);
    await old.table("reader").put({ id: "b", w: ["s", 2, "0000000000000000", "m"], owner: "m1" });
    old.close();
    const db = new DeskDb("from-6");
    expect(await db.reader.where("owner").equals("m1").primaryKeys()).toEqual(["b"]);
    expect(await db.reader.orderBy("owner").count()).toBe(1);
    expect(await db.reader.count()).toBe(2);
    db.close();
  });

  it("8 finds use by its day, and the typed figures and seals of a month", async () => {
    await leftBy(7, "from-7");
    const old = new Dexie("from-7");
    for (const { version, stores } of MIGRATIONS.filter((one) => one.version <= 7)) old.version(version).stores(stores);
    await old
      .table("activity")
      .put({ id: "v", w: ["s", 2, "0000000000000000", "m"], reader: "a", on: "2026-10-31", kind: "visit" });
    old.close();
    const db = new DeskDb("from-7");
    expect(await db.activity.where("on").between("2026-10-01", "2026-10-31", true, true).primaryKeys()).toEqual(["v"]);
    await db["month-seal"].put({ id: "seal", w: ["s", 3, "0000000000000000", "m"], month: "2026-10" });
    expect(await db["month-seal"].where("month").equals("2026-10").primaryKeys()).toEqual(["seal"]);
    expect(await db.reader.count()).toBe(1);
    db.close();
  });

  it("9 finds who names a reader as guardian or of one household", async () => {
    await leftBy(8, "from-8");
    const old = new Dexie("from-8");
    for (const { version, stores } of MIGRATIONS.filter((one) => one.version <= 8)) old.version(version).stores(stores);
    await old.table("reader").bulkPut([
      { id: "b", w: ["s", 2, "0000000000000000", "m"], guardian: "a" },
      { id: "c", w: ["s", 3, "0000000000000000", "m"], household: "a" },
    ]);
    old.close();
    const db = new DeskDb("from-8");
    expect(await db.reader.where("guardian").equals("a").primaryKeys()).toEqual(["b"]);
    expect(await db.reader.where("household").equals("a").primaryKeys()).toEqual(["c"]);
    expect(await db.reader.count()).toBe(3);
    db.close();
  });

  it("11 tells the tasks that are to be done from those that are done, and leaves both as they were", async () => {
    await leftBy(10, "from-10");
    const old = new Dexie("from-10");
    for (const { version, stores } of MIGRATIONS.filter((one) => one.version <= 10))
      old.version(version).stores(stores);
    const w = ["s", 2, "0000000000000000", "m"];
    const tasks = [
      { id: "t1", w, text: "later", due: "2026-11-20", assignee: "m1" },
      { id: "t2", w, text: "some day", promisedTo: "a" },
      { id: "t3", w, text: "kept", due: "2026-11-10", assignee: "m1", promisedTo: "a", done: 7 },
      { id: "t4", w, text: "taken away", due: "2026-11-01", assignee: "m1", gone: 1 },
      { id: "t5", w, text: "sooner", due: "2026-11-15", promisedTo: "a" },
    ];
    await old.table("task").bulkPut(tasks);
    await old.table("feedback").put({ id: "f", w, registerNo: "CD-A-2026-0012" });
    old.close();
    const db = new DeskDb("from-10");
    expect(await db.task.toArray()).toEqual(tasks);
    expect(await db.task.orderBy("todo").primaryKeys()).toEqual(["t5", "t1", "t2"]);
    expect(await db.task.where("[assignee+todo]").between(["m1"], ["m1", []]).primaryKeys()).toEqual(["t1"]);
    expect(await db.task.where("owed").below("2026-11-20").primaryKeys()).toEqual(["t5"]);
    expect(await db.task.orderBy("finished").primaryKeys()).toEqual(["t3"]);
    expect(await db.feedback.where("registerNo").startsWith("CD-A-2026-").uniqueKeys()).toEqual(["CD-A-2026-0012"]);
    db.close();
  });

  it("12 finds who took part in a service record, and in which ones somebody did", async () => {
    await leftBy(11, "from-11");
    const old = new Dexie("from-11");
    for (const { version, stores } of MIGRATIONS.filter((one) => one.version <= 11))
      old.version(version).stores(stores);
    const w = ["s", 2, "0000000000000000", "m"] as const;
    await old.table("interaction").put({ id: "i", w, reader: "a", at: 1, count: 2 });
    old.close();
    const db = new DeskDb("from-11");
    await db.participant.put({ id: "p", w: [...w], interaction: "i", reader: "b" });
    expect(await db.participant.where("interaction").equals("i").primaryKeys()).toEqual(["p"]);
    expect(await db.participant.where("reader").equals("b").primaryKeys()).toEqual(["p"]);
    expect(await db.interaction.get("i")).toEqual({ id: "i", w, reader: "a", at: 1, count: 2 });
    expect(await db.reader.count()).toBe(1);
    db.close();
  });

  it("13 finds what was left at a branch, by its time", async () => {
    await leftBy(12, "from-12");
    const db = new DeskDb("from-12");
    const w: Row<"handover">["w"] = ["s", 3, "0000000000000000", "m"];
    await db.handover.bulkPut([
      { id: "h2", w, branch: "b1", at: 20 },
      { id: "h1", w, branch: "b1", at: 10 },
      { id: "h3", w, branch: "b2", at: 15 },
    ]);
    expect(await db.handover.where("[branch+at]").between(["b1", 0], ["b1", 30]).primaryKeys()).toEqual(["h1", "h2"]);
    expect(await db.reader.count()).toBe(1);
    db.close();
  });

  it("14 keeps who was told apart from whom, and every reader", async () => {
    await leftBy(13, "from-13");
    const db = new DeskDb("from-13");
    const w: Row<"not-same">["w"] = ["s", 3, "0000000000000000", "m"];
    await db["not-same"].bulkPut([
      { id: "n1", w, first: "a", second: "b" },
      { id: "n2", w, first: "a", second: "c", gone: 1 },
    ]);
    expect(await db["not-same"].where("gone").equals(1).primaryKeys()).toEqual(["n2"]);
    expect(await db["not-same"].get("n1")).toEqual({ id: "n1", w, first: "a", second: "b" });
    expect(await db.reader.count()).toBe(1);
    db.close();
  });

  it("18 finds the recipients of an outreach, of a reader and of a part of the list", async () => {
    await leftBy(17, "from-17");
    const db = new DeskDb("from-17");
    const w: Row<"recipient">["w"] = ["s", 3, "0000000000000000", "m"];
    await db.recipient.bulkPut([
      { id: "c1", w, outreach: "o1", reader: "a", part: "p1" },
      { id: "c2", w, outreach: "o1", reader: "b", notContacted: "lately" },
    ]);
    expect(await db.recipient.where("outreach").equals("o1").primaryKeys()).toEqual(["c1", "c2"]);
    expect(await db.recipient.where("reader").equals("b").primaryKeys()).toEqual(["c2"]);
    expect(await db.recipient.where("part").equals("p1").primaryKeys()).toEqual(["c1"]);
    expect(await db.reader.count()).toBe(1);
    db.close();
  });

  it("19 finds the attachments of a record, and their parts", async () => {
    await leftBy(18, "from-18");
    const db = new DeskDb("from-18");
    const w: Row<"attachment">["w"] = ["s", 3, "0000000000000000", "m"];
    await db.attachment.put({ id: "t1", w, about: { kind: "feedback", id: "f1" }, shown: true });
    await db["attachment-part"].put({ id: "q1", w, attachment: "t1", place: 0, data: "AAAA" });
    expect(await db.attachment.where("about.id").equals("f1").primaryKeys()).toEqual(["t1"]);
    expect(await db["attachment-part"].where("attachment").equals("t1").primaryKeys()).toEqual(["q1"]);
    expect(await db.reader.count()).toBe(1);
    db.close();
  });

  it("15 finds the promises that are to be kept, to readers and to people without a card", async () => {
    await leftBy(14, "from-14");
    const old = new Dexie("from-14");
    for (const { version, stores } of MIGRATIONS.filter((one) => one.version <= 14))
      old.version(version).stores(stores);
    const w = ["s", 2, "0000000000000000", "m"];
    const tasks = [
      { id: "t1", w, text: "to a reader", due: "2026-11-20", promisedTo: "a", todo: "2026-11-20" },
      { id: "t2", w, text: "to a caller", due: "2026-11-18", contact: { name: "顾先生" }, todo: "2026-11-18" },
      { id: "t3", w, text: "to nobody", due: "2026-11-10", todo: "2026-11-10" },
      { id: "t4", w, text: "kept", due: "2026-11-10", promisedTo: "a", done: 7, finished: 7 },
    ];
    await old.table("task").bulkPut(tasks);
    old.close();
    const db = new DeskDb("from-14");
    expect(await db.task.orderBy("owed").primaryKeys()).toEqual(["t2", "t1"]);
    expect(await db.task.get("t2")).toEqual({
      id: "t2",
      w,
      text: "to a caller",
      due: "2026-11-18",
      contact: { name: "顾先生" },
    });
    expect(await db.task.orderBy("todo").primaryKeys()).toEqual(["t3", "t2", "t1"]);
    db.close();
  });

  it("16 finds the open work of a colleague and of nobody by its day, and leaves tasks and opinions as they were", async () => {
    await leftBy(15, "from-15");
    const old = new Dexie("from-15");
    for (const { version, stores } of MIGRATIONS.filter((one) => one.version <= 15))
      old.version(version).stores(stores);
    const w: Row<"task">["w"] = ["s", 2, "0000000000000000", "m"];
    const tasks: readonly Row<"task">[] = [
      { id: "t1", w, due: "2026-11-20", assignee: "m1", origin: { by: "rule", id: "r" } },
      { id: "t2", w, due: "2026-11-18", promisedTo: "a" },
      { id: "t3", w, due: "2026-11-10", assignee: "m1", done: 7 },
    ];
    const opinions: readonly Row<"feedback">[] = [
      { id: "f1", w, status: "registered", due: "2026-11-21", owner: "m1", snoozedUntil: "2026-11-19" },
      { id: "f2", w, status: "in-progress" },
      { id: "f3", w, status: "closed", due: "2026-11-01", owner: "m1" },
    ];
    const stages = [{ todo: "2026-11-20" }, { todo: "2026-11-18", owed: "2026-11-18" }, { finished: 7 }];
    await old.table("task").bulkPut(tasks.map((task, place) => ({ ...task, ...stages[place] })));
    await old.table("feedback").bulkPut(opinions);
    old.close();
    const db = new DeskDb("from-15");
    expect(await db.task.toArray()).toEqual(tasks);
    expect(await db.feedback.toArray()).toEqual(opinions);
    expect(await db.task.where("[workOf+todo]").between([""], ["", []]).primaryKeys()).toEqual(["t2"]);
    expect(await db.task.where("[workOf+owed]").between([""], ["", []]).primaryKeys()).toEqual(["t2"]);
    expect(await db.task.where("[assignee+ruled]").between(["m1"], ["m1", []]).primaryKeys()).toEqual(["t1"]);
    expect(await db.feedback.orderBy("unanswered").primaryKeys()).toEqual(["f1", "f2"]);
    expect(await db.feedback.where("[workOf+unanswered]").between(["m1"], ["m1", []]).primaryKeys()).toEqual(["f1"]);
    expect(await db.feedback.orderBy("asleep").primaryKeys()).toEqual(["f1"]);
    db.close();
  });

  it("17 finds whose work an opinion is, accepted or not, until its reader is told, and leaves all as they were", async () => {
    await leftBy(16, "from-16");
    const old = new Dexie("from-16");
    for (const { version, stores } of MIGRATIONS.filter((one) => one.version <= 16))
      old.version(version).stores(stores);
    const w: Row<"feedback">["w"] = ["s", 2, "0000000000000000", "m"];
    const closed = { w, status: "closed" as const, publicReply: "修好了", reader: "a" };
    const opinions: readonly Row<"feedback">[] = [
      { id: "f1", ...closed, owner: "m1" },
      { id: "f2", ...closed, steps: { told: { at: 5 } } },
      { id: "f3", w, status: "registered", reader: "a", due: "2026-11-21", firstAsked: "m1" },
      { id: "f4", ...closed },
      { id: "f5", ...closed, status: "answered", owner: "m2", snoozedUntil: "2026-11-21" },
    ];
    // as 16 had it: the work of nobody
    await old
      .table("feedback")
      .bulkPut(opinions.map((row) => (row.id === "f3" ? { ...row, unanswered: "2026-11-21", workOf: "" } : row)));
    old.close();
    const db = new DeskDb("from-16");
    expect(await db.feedback.toArray()).toEqual(opinions);
    expect(await db.feedback.orderBy("untold").keys()).toEqual(["", "m1", "m2"]);
    expect(await db.feedback.orderBy("asleep").primaryKeys()).toEqual(["f5"]);
    expect(await db.feedback.orderBy("[workOf+unanswered]").keys()).toEqual([["m1", "2026-11-21"]]);
    db.close();
  });

  it("20 keeps the looks, and finds from then on who stands in a file", async () => {
    await leftBy(19, "from-19");
    const old = new Dexie("from-19");
    for (const { version, stores } of MIGRATIONS.filter((one) => one.version <= 19))
      old.version(version).stores(stores);
    const w: Row<"reveal">["w"] = ["s", 2, "0000000000000000", "m"];
    const looks: readonly Row<"reveal">[] = [
      { id: "l1", w, about: { kind: "reader", id: "a" }, at: 1 },
      // as a newer desk had sent it
      { id: "l2", w, about: { kind: "reader", id: "export-of-some-csv-2" }, at: 2, readers: ["a", "b"] },
    ];
    await old.table("reveal").bulkPut(looks);
    old.close();
    const db = new DeskDb("from-19");
    expect(await db.reveal.toArray()).toEqual(looks);
    expect(await db.reveal.where("readers").equals("b").primaryKeys()).toEqual(["l2"]);
    expect(await db.reveal.where("about.id").equals("a").primaryKeys()).toEqual(["l1"]);
    db.close();
  });

  it("come to the indexes that the records declare", () => {
    const stores: Readonly<Record<string, string>> = Object.assign(
      {},
      ...MIGRATIONS.map((migration) => migration.stores),
    );
    const declared = KINDS.map((kind) => [kind, ["id", "gone", ...RECORDS[kind].indexes].sort()]);
    expect(KINDS.map((kind) => [kind, (stores[kind] ?? "").split(", ").sort()])).toEqual(declared);
  });
});

describe("a database of another program", () => {
  /** Closed again; the indices that were declared last stand. */
  async function made(
    installation: string,
    ...versions: readonly { readonly version: number; readonly stores: Readonly<Record<string, string>> }[]
  ): Promise<void> {
    const db = new Dexie(`reader-desk-${installation}`);
    for (const { version, stores } of [...MIGRATIONS, ...versions]) db.version(version).stores(stores);
    await db.open();
    db.close();
  }
  const versionOf = async (installation: string) =>
    (await indexedDB.databases()).find(({ name }) => name === `reader-desk-${installation}`)?.version;

  it("is refused where that is newer, and left as it is", async () => {
    await made("newer", { version: LATEST_VERSION + 1, stores: { reader: "id, card, open, as, gone, *imports" } });
    expect(await openDatabase("newer")).toEqual({ ok: false, error: { tag: "newer-database" } });
    expect(await versionOf("newer")).toBe((LATEST_VERSION + 1) * 10);
  });

  /** As another window holds it that does not let go. */
  const opened = (installation: string, version?: number): Promise<IDBDatabase> =>
    new Promise((resolve, reject) => {
      const request = indexedDB.open(`reader-desk-${installation}`, version);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });

  it("is said to be blocked where another window keeps it, and opens once that is closed", async () => {
    await leftBy(1, "reader-desk-kept");
    const kept = await opened("kept");
    let blocked = 0;
    const opening = openDatabase("kept", () => {
      blocked += 1;
      setTimeout(() => kept.close(), 20);
    });
    const desk = await opening;
    if (!desk.ok) throw new Error(desk.error.tag);
    expect(blocked).toBe(1);
    expect(await desk.value.reader.count()).toBe(1);
    desk.value.close();
  });

  it("says why it cannot be opened where an upgrade throws half-way, and is left as it was", async () => {
    const old = new Dexie("reader-desk-odd");
    for (const { version, stores } of MIGRATIONS.filter((one) => one.version <= 2)) old.version(version).stores(stores);
    // the count of what is there meets a row that no program writes
    await old.table("reader").bulkPut([
      { id: "a", w: ["s", 1, "0000000000000000", "m"], name: "张伟" },
      { id: "b", name: 1n },
    ]);
    old.close();
    expect(await openDatabase("odd")).toMatchObject({
      ok: false,
      error: { tag: "cannot-open", defect: { kind: expect.stringMatching(/Error$/), moment: "start" } },
    });
    expect(await versionOf("odd")).toBe(20);
    const again = await opened("odd");
    expect(
      await new Promise(
        (resolve) =>
          (again.transaction("reader").objectStore("reader").count().onsuccess = ({ target }) =>
            resolve((target as IDBRequest<number>).result)),
      ),
    ).toBe(2);
    again.close();
  });

  it("notes whether the browser promised to keep it, and goes on where it cannot be asked", async () => {
    const desk = await openDatabase("kept");
    if (!desk.ok) throw new Error(desk.error.tag);
    for (const [persist, granted] of [
      [() => Promise.resolve(true), true],
      [() => Promise.resolve(false), false],
      [() => Promise.reject(new TypeError("no storage")), false],
    ] as const) {
      await askToPersist(desk.value, { persist }, 7);
      expect(await desk.value.meta.get("persisted")).toEqual({ name: "persisted", value: { granted, at: 7 } });
    }
    desk.value.close();
  });

  it("is its own where an older program has put an index back into it", async () => {
    await made("own");
    const raised = new Promise<void>((resolve, reject) => {
      const request = indexedDB.open("reader-desk-own", LATEST_VERSION * 10 + 1);
      request.onsuccess = () => resolve(request.result.close());
      request.onerror = () => reject(request.error);
    });
    await raised;
    const opened = await openDatabase("own");
    if (!opened.ok) throw new Error(opened.error.tag);
    expect(await opened.value.reader.count()).toBe(0);
    opened.value.close();
  });
});
