import { beforeEach, describe, expect, test } from "vitest";
import { addDays } from "#shared/kernel/day.ts";
import { stampOf } from "#shared/replication/rows/apply.ts";
import { conflictsOf } from "#shared/replication/rows/conflict-view.ts";
import { applyOp } from "#shared/replication/rows/merge-cells.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";
import { isNotToContact } from "#shared/rules/reason-gone.ts";
import { RULES } from "#shared/rules/rule.ts";
import { type Change, create, edit, remove } from "../../../../../renderer/db/write/changes.ts";
import { closure } from "../../../../support/life-calendar.ts";
import { activities, freshId, TODAY } from "../statistics/small-library.ts";
import { type Library, NOON, openRules, regular, tasksOf } from "./rules-library.ts";

const CLOSED = closure(addDays(TODAY, -11), 12);
const closed = edit("branch", "house", { exceptions: CLOSED });
const openAfterAll = edit("branch", "house", {
  exceptions: Object.fromEntries(Object.keys(CLOSED).map((day) => [day, null])),
});

describe("a closure that is entered after the round", () => {
  let library: Library;
  const reader = freshId();
  const task = async () => (await library.db.task.toArray())[0];
  const round = () => library.rules.round("person", "staff-1");
  beforeEach(async () => {
    library = await openRules();
    await library.write(create("branch", "house", { name: "总馆" }), ...regular(reader, 12));
    await round();
    expect(await tasksOf(library)).toMatchObject([{ origin: { by: "rule", id: "core-not-seen" } }]);
  });

  test("takes away the task of whoever has no other gap, once, and no Ctrl+Z brings it back", async () => {
    expect(await round()).toMatchObject({ withdrawn: 0 });
    const made = await task();
    await library.write(closed);
    expect(await round()).toMatchObject({ made: [], withdrawn: 1, held: { "core-not-seen": { state: 1 } } });
    expect((await library.rules.rounds())[0]?.taken).toEqual([{ task: made?.id, reader, rule: "core-not-seen" }]);
    expect(await tasksOf(library)).toEqual([]);
    expect(await round()).toMatchObject({ made: [], withdrawn: 0 });
    // by itself a second time on a day only where the open days are others
    expect(await library.rules.round("idle", "")).toBeNull();
    await library.write(openAfterAll);
    expect(await library.rules.round("idle", "")).toMatchObject({ made: [{ rule: "core-not-seen" }] });
    await library.write(closed);
    expect(await library.rules.round("idle", "")).toMatchObject({ withdrawn: 1 });
    expect(await library.rules.round("idle", "")).toBeNull();
    const entry = (await library.db.log.toArray()).find((row) => row.entry.command === "rule.withdraw")?.entry;
    expect(entry).toMatchObject({ staff: "rules", aside: 1, ops: [{ id: (await task())?.id }] });
    expect((await library.writer.undo())?.command).toBe("test");
    expect(await tasksOf(library)).toEqual([]);
  });

  test("leaves the task where days without her are left, or where she had been away and came", async () => {
    const first = addDays(TODAY, -11);
    await library.write(edit("branch", "house", { exceptions: { [first]: "closed" } }));
    // eleven open days are an absence still
    expect(await round()).toMatchObject({ withdrawn: 0 });
    await library.write(
      edit("branch", "house", { exceptions: { [first]: null } }),
      ...activities(reader, "visit", TODAY),
    );
    expect(await round()).toMatchObject({ withdrawn: 0, made: [{ rule: "returned" }] });
    expect(await tasksOf(library)).toHaveLength(2);
  });

  test("the task is made again where the closure was none, or where she stays away after it", async () => {
    await library.write(closed);
    await round();
    await library.write(openAfterAll);
    expect((await round())?.made).toMatchObject([{ rule: "core-not-seen", reader, due: expect.any(Number) }]);
    expect(await tasksOf(library)).toMatchObject([{ due: addDays(TODAY, 13), assignee: "m1" }]);

    await library.write(closed);
    expect(await round()).toMatchObject({ withdrawn: 1 });
    library.at.day = addDays(TODAY, 11);
    expect((await round())?.made).toMatchObject([{ rule: "core-not-seen", reader }]);
    expect(await tasksOf(library)).toMatchObject([{ due: addDays(TODAY, 25) }]);
  });

  test.each<[string, (id: string) => Change]>([
    ["given to another", (id) => edit("task", id, { assignee: "m2" })],
    ["put off", (id) => edit("task", id, { due: addDays(TODAY, 20) })],
    ["noted", (id) => edit("task", id, { text: "先打电话" })],
    ["noted urgent", (id) => edit("task", id, { priority: "high" })],
    ["accepted", (id) => edit("task", id, { accepted: "accepted" })],
    ["promised", (id) => edit("task", id, { promisedTo: reader })],
    ["done", (id) => edit("task", id, { done: NOON, doneBy: "m1" })],
    ["spoken of with her", () => create("interaction", freshId(), { reader, at: NOON, channel: "phone" })],
    ["no rule's", (id) => edit("task", id, { origin: { by: "person", id: "m1" } })],
  ])("leaves a task that was %s", async (_, touch) => {
    await library.write(touch((await task())?.id ?? ""), closed);
    expect(await round()).toMatchObject({ withdrawn: 0 });
    expect((await task())?.gone).toBeUndefined();
  });

  test("leaves a task whose note was taken out again: somebody had it in hand", async () => {
    const id = (await task())?.id ?? "";
    await library.write(edit("task", id, { text: "先打电话" }));
    await library.write(edit("task", id, { text: null }), closed);
    expect(await round()).toMatchObject({ withdrawn: 0 });
  });

  test("what a person has thrown away stays away, whatever becomes of the reason", async () => {
    await library.write(remove("task", (await task())?.id ?? ""), closed);
    await round();
    await library.write(openAfterAll);
    expect(await round()).toMatchObject({ made: [], held: { "core-not-seen": { made: 1 } } });
  });

  /** What a colleague at another desk has written into the task without knowing of the withdrawal. */
  const meets = async (cells: Record<string, string | number>): Promise<AnyRow> => {
    const row = (await task()) as AnyRow | undefined; // a row of a kind is one of any
    const theirs = stampOf("b".repeat(16), { seq: 1, hlc: "ffff000000000000", staff: "m2" });
    const met = applyOp("task", row, { kind: "task", id: row?.id ?? "", cells }, theirs, (_, seq) => seq < seqOf(row));
    await library.db.task.put(met as never);
    return met;
  };
  const seqOf = (row: AnyRow | undefined): number => row?.f?.[".deleted"]?.[0]?.by[1] ?? 0;

  test.each<[string, Record<string, string | number>]>([
    ["done", { done: NOON, doneBy: "m2" }],
    ["noted", { text: "约了周五" }],
  ])("a task that another desk had %s is there again, and nobody is asked", async (_, cells) => {
    await library.write(closed);
    await round();
    expect((await meets(cells)).gone).toBeUndefined();
    await round();
    const row = await task();
    expect(row).toMatchObject(cells);
    expect([row?.gone, row?.open]).toEqual([undefined, undefined]);
    expect(conflictsOf("task", row as AnyRow, null)).toEqual([]);
    expect(await round()).toMatchObject({ withdrawn: 0 });
  });

  test("a making at another desk, unknown to the withdrawal, goes with the next round", async () => {
    await library.write(closed);
    await round();
    const { about, due, origin, assignee } = (await task()) as unknown as Record<string, string>; // cells of a making
    expect((await meets({ about, due, origin, assignee } as Record<string, string>)).gone).toBeUndefined();
    expect(await round()).toMatchObject({ withdrawn: 1 });
    expect(await tasksOf(library)).toEqual([]);
  });
});

describe("a wish not to be contacted that is told after the round", () => {
  const wish = { doNotContact: { since: TODAY } };

  test("takes away what a rule meant to say to her, though somebody spoke with her, and lets it come again", async () => {
    const library = await openRules();
    const reader = freshId();
    await library.write(create("branch", "house", { name: "总馆" }), ...regular(reader, 12));
    await library.rules.round("person", "");
    expect(await tasksOf(library)).toMatchObject([{ origin: { id: "core-not-seen" } }]);
    await library.write(
      create("interaction", freshId(), { reader, at: NOON, channel: "phone", direction: "out" }),
      edit("reader", reader, wish),
    );
    expect(await library.rules.round("person", "")).toMatchObject({ made: [], withdrawn: 1 });
    expect(await tasksOf(library)).toEqual([]);
    await library.write(edit("reader", reader, { doNotContact: null }));
    expect((await library.rules.round("person", ""))?.made).toMatchObject([{ rule: "core-not-seen", reader }]);
  });

  test("leaves what a person has taken in hand, and what is owed to her or answers her", async () => {
    const library = await openRules();
    const reader = freshId();
    await library.write(create("branch", "house", { name: "总馆" }), ...regular(reader, 12));
    await library.rules.round("person", "");
    const [made] = await tasksOf(library);
    await library.write(edit("task", made?.id ?? "", { text: "先写信" }), edit("reader", reader, wish));
    expect(await library.rules.round("person", "")).toMatchObject({ withdrawn: 0 });
    const kept = RULES.filter((rule) => !isNotToContact(rule, wish, TODAY));
    expect(kept).toEqual(["card-expires", "child-card", "complaint-closed", "promise-late"]);
    const left = { leaving: { reason: "deceased", on: TODAY } };
    expect(RULES.filter((rule) => !isNotToContact(rule, left, TODAY))).toEqual(["complaint-closed", "promise-late"]);
  });
});

test("two desks that withdraw apart from each other agree, in either order, and either makes the task again", async () => {
  const [ours, theirs] = await Promise.all([openRules(), openRules(undefined, "b".repeat(16))]);
  const reader = freshId();
  for (const { write, rules } of [ours, theirs]) {
    await write(create("branch", "house", { name: "总馆" }), ...regular(reader, 12));
    await rules.round("idle", "");
    await write(closed);
    await rules.round("idle", "");
    await rules.round("person", "");
  }
  const written = async ({ db }: Library, stream: string) =>
    (await db.log.toArray()).flatMap(({ entry }) =>
      entry.command.startsWith("rule.") ? entry.ops.map((op) => ({ op, by: stampOf(stream, entry) })) : [],
    );
  const [a, b] = [await written(ours, "a".repeat(16)), await written(theirs, "b".repeat(16))];
  expect([a.length, b.length]).toEqual([2, 2]);
  const merged = [
    [...a, ...b],
    [...b, ...a],
  ].map((writes) => {
    let row: AnyRow | undefined;
    for (const { op, by } of writes) row = applyOp("task", row, op, by, (stream) => stream === by[0]);
    return row;
  });
  for (const row of merged) {
    expect(row).toMatchObject({ gone: 1 });
    expect(row?.open).toBeUndefined();
    await ours.db.task.put(row as never);
    await ours.write(openAfterAll);
    expect((await ours.rules.round("person", ""))?.made).toHaveLength(1);
    expect(await tasksOf(ours)).toMatchObject([{ about: { id: reader }, assignee: "m1" }]);
    await ours.write(closed);
  }
});
