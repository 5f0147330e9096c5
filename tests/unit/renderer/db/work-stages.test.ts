import "../../../support/indexed-db.ts";
import { describe, expect, it } from "vitest";
import { DeskDb, type Row } from "../../../../renderer/db/database.ts";

const task = (id: string, values: object): Row<"task"> => ({ id, w: ["s", 1, "0000000000000000", "m"], ...values });

describe("the stage of a task", () => {
  it("goes with every write, and is read with no row, whichever way it is asked for", async () => {
    const db = new DeskDb("work-stages");
    const row = task("t", { text: "call back", due: "2026-11-20", assignee: "m1" });
    const finished = { ...row, done: 5 };
    await db.task.add(row);
    expect(await db.task.orderBy("todo").keys()).toEqual(["2026-11-20"]);
    await db.task.put(finished);
    expect(await db.task.orderBy("todo").count()).toBe(0);
    expect(await db.task.orderBy("finished").keys()).toEqual([5]);
    const walked: unknown[] = [];
    await db.task.each((each, { key, primaryKey }) => walked.push(each, key, primaryKey));
    expect({
      get: await db.task.get("t"),
      bulkGet: await db.task.bulkGet(["t", "nobody"]),
      all: await db.task.toArray(),
      filtered: await db.task.filter(({ id }) => id === "t").toArray(),
      walked,
    }).toEqual({
      get: finished,
      bulkGet: [finished, undefined],
      all: [finished],
      filtered: [finished],
      walked: [finished, "t", "t"],
    });
    await db.task.put({ ...finished, gone: 1 });
    expect(await db.task.orderBy("finished").count()).toBe(0);
    db.close();
  });
});

describe("the stage of an opinion", () => {
  it("stands while it is open, and is read with no row", async () => {
    const db = new DeskDb("opinion-stages");
    const row: Row<"feedback"> = {
      id: "f",
      w: ["s", 1, "0000000000000000", "m"],
      status: "accepted",
      due: "2026-11-20",
      externalOrder: { system: "12345", number: "7", due: "2026-11-18" },
      snoozedUntil: "2026-11-17",
    };
    await db.feedback.bulkPut([row, { ...row, id: "g", owner: "m1", status: "answered" }]);
    expect(await db.feedback.orderBy("[workOf+unanswered]").keys()).toEqual([["", "2026-11-18"]]);
    expect(await db.feedback.where("asleep").above("2026-11-16").toArray()).toEqual([row]);
    // until somebody accepts it, it is the work of whoever was asked first
    await db.feedback.put({ ...row, firstAsked: "m1" });
    expect(await db.feedback.orderBy("[workOf+unanswered]").keys()).toEqual([["m1", "2026-11-18"]]);
    await db.feedback.put({ ...row, firstAsked: "m1", owner: "m2" });
    expect(await db.feedback.orderBy("[workOf+unanswered]").keys()).toEqual([["m2", "2026-11-18"]]);
    await db.feedback.put({ ...row, status: "closed" });
    expect(await db.feedback.orderBy("unanswered").count()).toBe(0);
    expect(await db.feedback.get("f")).toEqual({ ...row, status: "closed" });
    // whoever answered it tells its reader, before it is closed and after
    const answered: Row<"feedback"> = {
      ...row,
      id: "h",
      owner: "m2",
      reader: "r",
      status: "answered",
      publicReply: "…",
    };
    await db.feedback.bulkPut([answered, { ...answered, id: "k", status: "closed" }]);
    expect(await db.feedback.where("untold").equals("m2").primaryKeys()).toEqual(["h", "k"]);
    await db.feedback.update("h", { steps: { told: { at: 1 } } });
    expect(await db.feedback.where("asleep").above("2026-11-16").primaryKeys()).toEqual(["k"]);
    expect(await db.feedback.get("k")).toEqual({ ...answered, id: "k", status: "closed" });
    // who wants no reply is told nothing, whatever was answered
    await db.feedback.bulkPut([answered, { ...answered, id: "l", noReply: true }]);
    expect(await db.feedback.where("untold").equals("m2").primaryKeys()).toEqual(["h", "k"]);
    await db.feedback.update("k", { noReply: true });
    await db.feedback.update("l", { noReply: undefined });
    expect(await db.feedback.where("untold").equals("m2").primaryKeys()).toEqual(["h", "l"]);
    db.close();
  });
});
