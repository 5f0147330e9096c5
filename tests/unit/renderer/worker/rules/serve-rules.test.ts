import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Host } from "#shared/host/contract.ts";
import { addDays } from "#shared/kernel/day.ts";
import { err } from "#shared/kernel/result.ts";
import { stampOf } from "#shared/replication/rows/apply.ts";
import { conflictsOf } from "#shared/replication/rows/conflict-view.ts";
import { applyOp } from "#shared/replication/rows/merge-cells.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";
import { ruleSettingId } from "#shared/rules/switches.ts";
import { shapeSettingId, usualShape } from "#shared/rules/thresholds.ts";
import { type Change, create, edit, remove } from "../../../../../renderer/db/write/changes.ts";
import { forgetInRounds } from "../../../../../renderer/worker/rules/rounds-log.ts";
import { activities, freshId, TODAY } from "../statistics/small-library.ts";
import { type Library, NOON, openRules, regular, tasksOf } from "./rules-library.ts";

describe("rules in the worker", () => {
  let library: Library;
  const reader = freshId();
  beforeEach(async () => {
    library = await openRules();
    await library.write(...regular(reader, 12));
  });

  test("a trial names whom a rule would speak of and writes nothing, a round makes the task, and no later one a second", async () => {
    const { rules, at } = library;
    const trial = await rules.trial();
    expect(trial.proposals.map(({ rule, reader: who }) => [rule, who])).toEqual([["core-not-seen", reader]]);
    expect(trial.held["card-expires"]).toEqual({ none: 1 });
    expect(await tasksOf(library)).toEqual([]);

    const round = await rules.round("idle", "");
    expect(round?.made).toEqual(trial.proposals);
    const [task] = await tasksOf(library);
    // absent since the day after ten days without a visit; fourteen days from then on
    expect(task).toMatchObject({
      about: { kind: "reader", id: reader },
      origin: { by: "rule", id: "core-not-seen" },
      assignee: "m1",
      due: addDays(TODAY, 13),
    });
    expect(task?.text).toBeUndefined();

    expect(await rules.round("idle", "")).toBeNull();
    expect((await rules.round("person", ""))?.held["core-not-seen"]).toEqual({ made: 1 });
    at.day = addDays(TODAY, 1);
    expect((await rules.round("idle", ""))?.made).toEqual([]);
    expect(await tasksOf(library)).toHaveLength(1);
    expect((await rules.rounds()).map(({ day, by, made }) => [day, by, made.length])).toEqual([
      [addDays(TODAY, 1), "idle", 0],
      [TODAY, "person", 0],
      [TODAY, "idle", 1],
    ]);
  });

  test("what was done or thrown away is not made again, and Ctrl+Z does not reach what no person did", async () => {
    const { rules, write, writer } = library;
    await rules.round("idle", "");
    const [task] = await tasksOf(library);
    await write(remove("task", task?.id ?? ""));
    expect((await rules.round("person", ""))?.made).toEqual([]);
    expect(await tasksOf(library)).toEqual([]);
    expect((await writer.undo())?.command).toBe("test");
    expect(await tasksOf(library)).toHaveLength(1);
  });

  test("what was done of a record is not made again once it is merged with another that is shown for both", async () => {
    const { rules, write } = library;
    await rules.round("idle", "");
    const [task] = await tasksOf(library);
    const other = freshId();
    await write(
      edit("task", task?.id ?? "", { done: NOON }),
      create("reader", other, { name: "张素琴", enrolledOn: "2019-01-01" }),
      { act: "cells", kind: "reader", id: reader, cells: { ".alias": other } },
    );
    const again = await rules.round("person", "");
    expect([again?.made, again?.held["core-not-seen"]]).toEqual([[], { made: 1 }]);
  });

  test("what was taken back is offered again, and made again by the next round", async () => {
    const { rules, writer } = library;
    const before = await rules.trial();
    await rules.round("person", "");
    expect((await rules.trial()).proposals).toEqual([]);
    expect((await writer.undo())?.command).toBe("rule.tasks");
    expect(await tasksOf(library)).toEqual([]);
    expect(await rules.trial()).toEqual(before);
    expect((await rules.previewShape("core-not-seen", usualShape("core-not-seen"))).tasks).toBe(1);
    expect((await rules.round("person", ""))?.made).toEqual(before.proposals);
    expect(await tasksOf(library)).toMatchObject([{ about: { kind: "reader", id: reader }, assignee: "m1" }]);
    expect((await rules.trial()).held["core-not-seen"]).toEqual({ made: 1 });
    // taken back once more, and then that done again
    await writer.undo();
    expect((await rules.trial()).proposals).toEqual(before.proposals);
    await writer.redo();
    expect((await rules.trial()).held["core-not-seen"]).toEqual({ made: 1 });
  });

  test("R11: two desks that evaluate apart from each other make one task with the same values", async () => {
    const other = await openRules();
    await other.write(...regular(reader, 12));
    await library.rules.round("idle", "");
    await other.rules.round("person", "");
    const values = async (of: Library) => (await tasksOf(of)).map(({ w: _, ...row }) => row);
    expect(await values(other)).toEqual(await values(library));
    expect((await tasksOf(other))[0]?.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8/);

    // met in either order, neither having seen the other, nothing is left to decide
    const written = async (of: Library, stream: string) => {
      const entry = (await of.db.log.toArray()).find((row) => row.entry.command === "rule.tasks")?.entry;
      return entry?.ops.map((op) => ({ op, by: stampOf(stream, entry) })) ?? [];
    };
    const [ours, theirs] = [await written(library, "a".repeat(16)), await written(other, "b".repeat(16))];
    for (const writes of [
      [...ours, ...theirs],
      [...theirs, ...ours],
    ]) {
      let row: AnyRow | undefined;
      for (const { op, by } of writes) row = applyOp("task", row, op, by, () => false);
      expect(row).toMatchObject({ assignee: "m1", origin: { by: "rule", id: "core-not-seen" } });
      expect(row && conflictsOf("task", row, null)).toEqual([]);
    }
  });

  test("tells nothing any more of a reader who was erased", async () => {
    await library.rules.round("idle", "");
    await forgetInRounds(library.db, ["somebody else"]);
    expect(JSON.stringify(await library.db.meta.toArray())).toContain(reader);
    await forgetInRounds(library.db, [reader]);
    expect(JSON.stringify(await library.db.meta.toArray())).not.toContain(reader);
    expect(await library.rules.rounds()).toMatchObject([{ day: TODAY, made: [] }]);
  });

  test("while the library is locked a round looks at nobody, however often it is tried", async () => {
    const locked = await openRules((async () => err({ tag: "locked" })) as unknown as Host); // the one call that rules make
    const looks = vi.spyOn(locked.views, "at");
    expect(await locked.rules.round("idle", "")).toBeNull();
    await expect(locked.rules.trial()).rejects.toThrow("locked");
    expect(looks).not.toHaveBeenCalled();
    expect(await locked.rules.rounds()).toEqual([]);
  });

  test("a rule that is switched off says so and makes nothing", async () => {
    await library.write(create("setting", ruleSettingId("core-not-seen"), { name: "rule", value: false }));
    expect((await library.rules.round("person", ""))?.held["core-not-seen"]).toEqual({ off: 1 });
    expect(await tasksOf(library)).toEqual([]);
    expect((await library.rules.reasons(reader))[0]).toMatchObject({ rule: "core-not-seen", held: { because: "off" } });
  });

  test("gives each rule's reason about a reader, one after the other, before and after the round", async () => {
    const reasons = async () =>
      (await library.rules.reasons(reader)).map((outcome) => ("proposal" in outcome ? "fires" : outcome.held.because));
    expect(await reasons()).toEqual([
      "fires",
      "state",
      "state",
      "state",
      "state",
      "none",
      "none",
      "none",
      "none",
      "none",
    ]);
    await library.rules.round("idle", "");
    expect((await reasons())[0]).toBe("made");
    expect(await library.rules.reasons("nobody")).toEqual([]);
  });

  test("looks at complaints, promises and rhythms, also of a record that was merged into the reader's", async () => {
    const merged = freshId();
    await library.write(
      create("reader", merged, { name: "张素琴" }),
      create("feedback", "f1", {
        reader: merged,
        type: "complaint",
        status: "closed",
        steps: { closed: { at: NOON - 31 * 86_400_000 } },
      }),
      create("feedback", "f2", {
        reader,
        type: "suggestion",
        status: "closed",
        steps: { closed: { at: NOON - 31 * 86_400_000 } },
      }),
      create("task", "t1", { promisedTo: reader, due: addDays(TODAY, -1), text: "回电", assignee: "m2" }),
      create("interaction", "i1", { reader: merged, at: NOON - 40 * 86_400_000, channel: "phone", direction: "out" }),
      edit("reader", reader, { keepInTouchDays: 30 }),
      { act: "cells", kind: "reader", id: merged, cells: { ".alias": reader } },
    );
    const { proposals } = await library.rules.trial();
    expect(proposals.map(({ rule, reader: who }) => [rule, who === reader])).toEqual([
      ["keep-in-touch", true],
      ["promise-late", true],
      ["complaint-closed", true],
      ["core-not-seen", true],
    ]);
    const round = await library.rules.round("person", "");
    // the list of whom to speak to is no work of its own
    expect(round?.made.map(({ rule }) => rule)).toEqual(["promise-late", "complaint-closed", "core-not-seen"]);
  });

  test("asks nobody how she found it whose complaint says that she wants no reply", async () => {
    const closed = { type: "complaint", status: "closed", steps: { closed: { at: NOON - 31 * 86_400_000 } } } as const;
    await library.write(create("feedback", "f1", { reader, ...closed, noReply: true }));
    const rules = async () => (await library.rules.trial()).proposals.map(({ rule }) => rule);
    expect(await rules()).toEqual(["core-not-seen"]);
    await library.write(edit("feedback", "f1", { noReply: null }));
    expect(await rules()).toContain("complaint-closed");
  });

  test("the line for the card is kept by the round for the day, and is told anew when the reader came meanwhile", async () => {
    const line = { line: "away", often: { per: "week", days: 7 }, openDays: 12 };
    expect(await library.rules.lineOf(reader)).toEqual(line);
    expect(await library.rules.keptLineOf(reader)).toBeNull();
    await library.rules.round("idle", "");
    expect(await library.rules.keptLineOf(reader)).toEqual(line);
    await library.write(...activities(reader, "visit", TODAY));
    expect(await library.rules.keptLineOf(reader)).toEqual(line);
    expect(await library.rules.lineOf(reader)).toEqual({ line: "back", ago: 0, away: 12 });
    library.at.day = addDays(TODAY, 1);
    expect(await library.rules.keptLineOf(reader)).toBeNull();
    expect(await library.rules.lineOf("nobody")).toBeNull();
  });
});

describe("a rule that the library has shaped", () => {
  const card = (id: string, ends: number, of: Readonly<Record<string, unknown>> = {}): Change =>
    create("reader", id, {
      name: id,
      card: id,
      enrolledOn: "2020-01-01",
      owner: "m1",
      expiresOn: addDays(TODAY, ends),
      ...of,
    });
  const [near, far, child] = [freshId(), freshId(), freshId()];
  const children = (id: string): Change =>
    create("segment", id, {
      name: "少儿",
      rule: {
        match: "all",
        groups: [{ match: "all", conditions: [{ field: "category", is: "any-of", values: ["child"] }] }],
      },
    });
  const shaped = (thresholds: Readonly<Record<string, number>>, segment: string | null): Change =>
    create("setting", shapeSettingId("card-expires"), {
      name: "rule-shape-card-expires",
      value: { thresholds, segment },
    });
  const namedBy = async ({ rules }: Library): Promise<readonly string[]> =>
    (await rules.trial()).proposals.filter(({ rule }) => rule === "card-expires").map(({ reader }) => reader);

  test("speaks by its thresholds and of its segment only, and says before how many that would be", async () => {
    const library = await openRules();
    const segment = freshId();
    await library.write(card(near, 20), card(far, 50), card(child, 50, { category: "child" }), children(segment));
    expect(await namedBy(library)).toEqual([near]);
    const usual = usualShape("card-expires");
    const [wider, narrower] = [
      { ...usual, thresholds: { ...usual.thresholds, ahead: 60 } },
      { ...usual, thresholds: { ...usual.thresholds, ahead: 60 }, segment },
    ];
    expect(await library.rules.previewShape("card-expires", usual)).toEqual({
      start: null,
      named: 1,
      namedNow: 1,
      tasks: 1,
    });
    // all three end within 60 days; of children there is one
    expect(await library.rules.previewShape("card-expires", wider)).toEqual({
      start: null,
      named: 3,
      namedNow: 1,
      tasks: 3,
    });
    expect(await library.rules.previewShape("card-expires", narrower)).toEqual({
      start: 1,
      named: 1,
      namedNow: 1,
      tasks: 1,
    });
    // two open tasks are enough
    expect(
      await library.rules.previewShape("card-expires", { ...wider, thresholds: { ...wider.thresholds, open: 2 } }),
    ).toMatchObject({ named: 3, tasks: 2 });
    expect(await tasksOf(library)).toEqual([]);

    await library.write(shaped({ ahead: 60, open: 30 }, segment));
    expect(await namedBy(library)).toEqual([child]);
    expect((await library.rules.trial()).held["card-expires"]).toEqual({ outside: 2 });
    expect((await library.rules.reasons(near)).find(({ rule }) => rule === "card-expires")).toMatchObject({
      held: { because: "outside" },
    });

    await library.write(remove("segment", segment));
    expect(await namedBy(library)).toEqual([]);
    expect((await library.rules.trial()).held["card-expires"]).toEqual({ "no-segment": 3 });
  });

  test("makes no second task where a threshold changes after the first", async () => {
    const library = await openRules();
    await library.write(card(near, 20));
    await library.rules.round("person", "m1");
    await library.write(shaped({ ahead: 90, open: 30 }, null));
    expect((await library.rules.round("person", "m1"))?.made).toEqual([]);
    expect(await tasksOf(library)).toHaveLength(1);
    // counted as it would be off, too
    await library.write(create("setting", ruleSettingId("card-expires"), { value: false }));
    expect(await library.rules.previewShape("card-expires", usualShape("card-expires"))).toEqual({
      start: null,
      named: 1,
      namedNow: 1,
      tasks: 0,
    });
  });
});
