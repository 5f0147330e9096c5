import { describe, expect, it } from "vitest";
import { addDays } from "#shared/kernel/day.ts";
import { err } from "#shared/kernel/result.ts";
import type { StoredRule } from "#shared/model/segment.ts";
import { SENSITIVE_CLASSES_ID } from "#shared/model/settings/sensitive-classes.ts";
import { type Change, create, edit, remove } from "../../../../../renderer/db/write/changes.ts";
import { setSetting } from "../../../../../renderer/db/write/library-setting.ts";
import type { Writer } from "../../../../../renderer/db/write/writer.ts";
import type { SegmentAsked } from "../../../../../renderer/platform/worker/segments-api.ts";
import { createLibraryViews } from "../../../../../renderer/worker/library-use/library-view.ts";
import { forgetInRuns } from "../../../../../renderer/worker/segments/runs.ts";
import { createSegmentsApi } from "../../../../../renderer/worker/segments/serve-segments.ts";
import type { WorkerDeps } from "../../../../../renderer/worker/worker-deps.ts";
import { openDesk } from "../../db/desk.ts";

const TODAY = "2026-11-25";
const NOON = new Date(`${TODAY}T12:00`).getTime();
const DAY_MS = 86_400_000;
const quiet = (): void => undefined;
const at = (daysAgo: number): number => NOON - daysAgo * DAY_MS;

type Condition = StoredRule["groups"][number]["conditions"][number];
const ruleOf = (...conditions: Condition[]): StoredRule => ({ match: "all", groups: [{ match: "all", conditions }] });
const asking = (...conditions: Condition[]): SegmentAsked => ({
  rule: ruleOf(...conditions),
  pinned: [],
  excluded: [],
  fixed: null,
});

const LIBRARY: readonly Change[] = [
  create("reader", "ann", {
    name: "张素琴",
    card: "001",
    category: "adult",
    birthDate: "1960-03-01",
    enrolledOn: "2025-01-10",
    expiresOn: addDays(TODAY, 20),
    tags: ["志愿者"],
    owner: "chen",
    organisation: "城东街道",
    interests: { I: 60, R1: 80, D: 10, d63: 10, "415": 20 },
    consents: { "phone.event": { given: true, at: NOON }, "sms.event": { given: false, at: NOON } },
  }),
  create("reader", "bo", {
    name: "李小明",
    card: "002",
    category: "child",
    birthDate: "2018-06-01",
    enrolledOn: addDays(TODAY, -20),
  }),
  create("reader", "cai", { name: "王芳", category: "adult" }),
  ...Array.from({ length: 60 }, (_, back) =>
    create("activity", `a${back}`, { reader: "ann", on: addDays(TODAY, -30 - back), kind: "visit" }),
  ),
  create("activity", "b1", { reader: "bo", on: addDays(TODAY, -15), kind: "visit" }),
  create("interaction", "out", { reader: "ann", at: at(40), direction: "out", channel: "phone" }),
  create("interaction", "in", { reader: "cai", at: at(2), direction: "in", channel: "desk" }),
  create("feedback", "complaint", { reader: "bo", receivedAt: at(3), type: "complaint", status: "registered" }),
  create("feedback", "answered", { reader: "ann", receivedAt: at(9), type: "suggestion", status: "answered" }),
];

/** @param writes the worker's way to write, where it is not simply the desk's */
async function library(
  changes: readonly Change[] = LIBRARY,
  writes: (writer: Writer) => Writer["run"] = ({ run }) => run,
) {
  const { db, writer } = await openDesk();
  const write = async (...more: readonly Change[]): Promise<void> => {
    for (let from = 0; from < more.length; from += 50)
      await (await writer.run("test", more.slice(from, from + 50))).confirmed;
  };
  await write(...changes);
  let now = NOON;
  let ids = 0;
  const deps = {
    db,
    clock: { now: () => now },
    random: (length: number) => new Uint8Array(length).fill(++ids),
    writer: async () => ({ ...writer, run: writes(writer) }),
    search: { keep: quiet },
  } as unknown as WorkerDeps; // what segments take of it
  const segments = createSegmentsApi(deps, createLibraryViews(deps));
  const idsOf = async (...conditions: Condition[]): Promise<readonly string[]> =>
    [...(await segments.members(asking(...conditions)))].sort();
  return {
    db,
    writer,
    segments,
    write,
    idsOf,
    passDays: (days: number) => {
      now += days * DAY_MS;
    },
  };
}

describe("segments over a library", () => {
  it("ask the record, the life cycle, the value, contacts and opinions", async () => {
    const { idsOf } = await library();
    expect(await idsOf({ field: "category", is: "any-of", values: ["adult"] })).toEqual(["ann", "cai"]);
    expect(await idsOf({ field: "ageBand", is: "any-of", values: ["7-17"] })).toEqual(["bo"]);
    expect(await idsOf({ field: "age", is: "at-least", number: 60 })).toEqual(["ann"]);
    expect(await idsOf({ field: "organisation", is: "any-of", values: ["城东街道"] })).toEqual(["ann"]);
    expect(await idsOf({ field: "tags", is: "none-of", values: ["志愿者"] })).toEqual(["bo", "cai"]);
    expect(await idsOf({ field: "expiresOn", is: "in-next", days: 30 })).toEqual(["ann"]);
    expect(await idsOf({ field: "consents", is: "any-of", values: ["phone.event"] })).toEqual(["ann"]);
    expect(await idsOf({ field: "consents", is: "any-of", values: ["sms.event"] })).toEqual([]);
    expect(await idsOf({ field: "lifeState", is: "any-of", values: ["not-seen"] })).toEqual(["ann"]);
    expect(
      await idsOf({ field: "lifeState", is: "any-of", values: ["new"] }, { field: "visits", is: "at-most", number: 1 }),
    ).toEqual(["bo"]);
    expect(await idsOf({ field: "path", is: "any-of", values: ["potential"] })).toEqual(["cai"]);
    expect(await idsOf({ field: "core", is: "known" })).toEqual(["ann"]);
    expect(await idsOf({ field: "frequency", is: "at-least", number: 60 })).toEqual(["ann"]);
    expect(await idsOf({ field: "services", is: "any-of", values: ["enquiry"] })).toEqual(["cai"]);
    // the one visited, the other was served at the desk
    expect(await idsOf({ field: "lastVisitOn", is: "in-last", days: 20 })).toEqual(["bo", "cai"]);
    expect(await idsOf({ field: "lastContactedOn", is: "in-last", days: 60 })).toEqual(["ann"]);
    expect(await idsOf({ field: "openOpinions", is: "at-least", number: 1 })).toEqual(["bo"]);
    expect(await idsOf({ field: "openOpinionTypes", is: "any-of", values: ["complaint"] })).toEqual(["bo"]);
    expect(await idsOf({ field: "lastOpinionOn", is: "in-last", days: 10 })).toEqual(["ann", "bo"]);
    expect(await idsOf({ field: "probabilityActive", is: "known" })).toEqual([]);
  });

  it("ask what a reader offers, each thing by itself, and follow what is written of it", async () => {
    const { idsOf, write } = await library([
      ...LIBRARY,
      create("reader", "dou", { name: "窦", offers: "修古籍、讲座；" }),
    ]);
    expect(await idsOf({ field: "offers", is: "any-of", values: ["讲座"] })).toEqual(["dou"]);
    expect(await idsOf({ field: "offers", is: "known" })).toEqual(["dou"]);
    await write(edit("reader", "dou", { offers: "修古籍" }), edit("reader", "cai", { offers: "讲座" }));
    expect(await idsOf({ field: "offers", is: "any-of", values: ["讲座"] })).toEqual(["cai"]);
  });

  it("ask who may be contacted today, and hear of a withdrawal, of a number and of the guardian's", async () => {
    const said = (given: boolean, giver?: "guardian") => ({ given, at: NOON, ...(giver !== undefined && { giver }) });
    const { idsOf, write } = await library([
      ...LIBRARY,
      edit("reader", "ann", { phones: ["13800138000"] }),
      edit("reader", "bo", { guardian: "cai", consents: { "phone.event": said(true, "guardian") } }),
    ]);
    const byPhone = { field: "mayContact", is: "any-of", values: ["phone.event"] } as const;
    const arrived = { field: "mayContact", is: "any-of", values: ["phone.arrival"] } as const;
    expect(await idsOf(byPhone)).toEqual(["ann"]);
    await write(edit("reader", "cai", { phones: ["13900139000"] }));
    expect(await idsOf(byPhone)).toEqual(["ann", "bo"]);
    expect(await idsOf(arrived)).toEqual(["ann", "bo", "cai"]);
    await write(edit("reader", "ann", { doNotContact: { since: TODAY } }));
    expect(await idsOf(byPhone)).toEqual(["bo"]);
    await write(edit("reader", "cai", { doNotContact: { since: TODAY } }));
    expect(await idsOf(byPhone)).toEqual([]);
    expect(await idsOf(arrived)).toEqual(["ann", "bo", "cai"]);
    await write(edit("reader", "ann", { consents: { "phone.arrival": said(false) } }));
    expect(await idsOf(arrived)).toEqual(["bo", "cai"]);
  });

  it("ask a person whose records were merged, in whatever order, by all that is known of her and by her last word", async () => {
    const { idsOf, write } = await library();
    const merge = (id: string, into: string): Change => ({
      act: "cells",
      kind: "reader",
      id,
      cells: { ".alias": into },
    });
    const mayBeCalled = { field: "consents", is: "any-of", values: ["phone.event"] } as const;
    const ofStreet = { field: "organisation", is: "any-of", values: ["城东街道"] } as const;
    expect(await idsOf(mayBeCalled)).toEqual(["ann"]);
    await write(
      create("reader", "dan", { consents: { "phone.event": { given: false, at: NOON + 1 } } }),
      edit("reader", "ann", { organisation: null }),
      merge("cai", "bo"),
      merge("bo", "ann"),
      merge("dan", "cai"),
    );
    await write(edit("reader", "dan", { organisation: "城东街道" }));
    expect(await idsOf(mayBeCalled)).toEqual([]);
    expect(await idsOf(ofStreet)).toEqual(["ann"]);
    expect(await idsOf({ field: "openOpinions", is: "at-least", number: 1 })).toEqual(["ann"]);
    expect(await idsOf({ field: "lastContactedOn", is: "in-last", days: 60 })).toEqual(["ann"]);
  });

  it("know no class on religion, politics or medicine, refuse to be asked for one, and say what else cannot be asked", async () => {
    const { segments } = await library();
    expect(await segments.values("interests")).toEqual([{ value: "I", readers: 1 }]);
    expect(
      await segments.ask(
        asking({ field: "interests", is: "any-of", values: ["R"] }, { field: "shoeSize", is: "known" }),
        20,
        quiet,
      ),
    ).toMatchObject({
      tag: "refused",
      problems: [{ tag: "sensitive-class" }, { tag: "unknown-field" }],
    });
  });

  it("go by the library's own list of sensitive classes, from its change on", async () => {
    const { segments, idsOf, write } = await library();
    const asked = { field: "interests", is: "any-of", values: ["R"] } as const;
    expect(await segments.values("interests")).toEqual([{ value: "I", readers: 1 }]);
    await write(...setSetting(null, SENSITIVE_CLASSES_ID, "sensitive-classes", ["I"]));
    expect((await segments.values("interests")).map(({ value }) => value).toSorted()).toEqual(["400", "D", "R"]);
    expect(await idsOf(asked)).toEqual(["ann"]);
    expect(await segments.ask(asking(asked), 20, quiet)).toMatchObject({
      tag: "counted",
      members: 1,
      conditions: [[1]],
    });
    expect(await segments.ask(asking({ ...asked, values: ["I"] }), 20, quiet)).toMatchObject({
      tag: "refused",
      problems: [{ tag: "sensitive-class" }],
    });
  });

  it("count, count each row alone, and say of the first ones why they are in", async () => {
    const { segments } = await library();
    const answer = await segments.ask(
      asking({ field: "category", is: "any-of", values: ["adult"] }, { field: "owner", is: "known" }),
      20,
      quiet,
    );
    expect(answer).toMatchObject({ tag: "counted", day: TODAY, readers: 3, members: 1, conditions: [[2, 1]] });
    expect(
      answer.tag === "counted" &&
        answer.first.map(({ id, why }) => [id, why.because, why.groups[0]?.conditions.map(({ found }) => found)]),
    ).toEqual([["ann", "rule", ["adult", "chen"]]]);
  });

  it("have nobody without a row, whom somebody put in all the same, and those of a fixed list whatever the rule says", async () => {
    const { segments } = await library();
    expect(await segments.members(asking())).toEqual([]);
    expect(await segments.members({ ...asking(), pinned: ["cai", "bo", "gone"], excluded: ["bo"] })).toEqual(["cai"]);
    const fixed = {
      ...asking({ field: "category", is: "any-of", values: ["adult"] }),
      fixed: { on: TODAY, readers: ["bo", "gone"] },
    };
    expect(await segments.members(fixed)).toEqual(["bo"]);
  });

  it("follow what is written: of the record, of a contact, of an opinion, of a deletion", async () => {
    const { segments, idsOf, write } = await library();
    const tagged: Condition = { field: "tags", is: "known" };
    const contacted: Condition = { field: "lastContactedOn", is: "known" };
    const waiting: Condition = { field: "openOpinions", is: "at-least", number: 1 };
    expect([await idsOf(tagged), await idsOf(contacted), await idsOf(waiting)]).toEqual([["ann"], ["ann"], ["bo"]]);
    await write(
      edit("reader", "cai", { tags: ["新"] }),
      create("interaction", "call", { reader: "bo", at: at(0), direction: "out" }),
      edit("feedback", "complaint", { status: "closed" }),
    );
    expect([await idsOf(tagged), await idsOf(contacted), await idsOf(waiting)]).toEqual([
      ["ann", "cai"],
      ["ann", "bo"],
      [],
    ]);
    await write(remove("interaction", "call"), remove("reader", "ann"));
    expect([await idsOf(tagged), await idsOf(contacted)]).toEqual([["cai"], []]);
    expect(await segments.values("tags")).toEqual([{ value: "新", readers: 1 }]);
  });

  it("compare with the last earlier day, as often as they are opened in between", async () => {
    const { segments, write, passDays } = await library([...LIBRARY, create("segment", "s", { name: "成人" })]);
    const adults = asking({ field: "category", is: "any-of", values: ["adult"] });
    expect(await segments.compare("s", adults)).toBeNull();
    expect(await segments.compare("s", adults)).toBeNull();
    passDays(3);
    await write(edit("reader", "bo", { category: "adult" }), remove("reader", "cai"));
    const since = { since: TODAY, isOtherRule: false, came: ["bo"], went: ["cai"] };
    expect(await segments.compare("s", adults)).toEqual(since);
    expect(await segments.compare("s", adults)).toEqual(since);
    passDays(1);
    expect(await segments.compare("s", { ...adults, excluded: ["ann"] })).toEqual({
      since: addDays(TODAY, 3),
      isOtherRule: true,
      came: [],
      went: ["ann"],
    });
  });

  it("say nothing any more of a reader who was erased, and go on comparing the others", async () => {
    const { db, segments, write, passDays } = await library([...LIBRARY, create("segment", "s", { name: "成人" })]);
    const adults = { ...asking({ field: "category", is: "any-of", values: ["adult"] }), pinned: ["bo"] };
    await segments.compare("s", adults);
    passDays(1);
    await segments.compare("s", adults);
    await write(remove("reader", "bo"), remove("reader", "cai"));
    await forgetInRuns(db, ["bo"]);
    expect(JSON.stringify(await db.meta.where("name").startsWith("segment-run/").toArray())).not.toContain('bo\\"');
    expect(JSON.stringify(await db.meta.toArray())).not.toContain('"bo"');
    expect(await segments.compare("s", { ...adults, pinned: [] })).toEqual({
      since: TODAY,
      isOtherRule: true,
      came: [],
      went: ["cai"],
    });
  });

  it("keep no run of a segment that was deleted", async () => {
    const { db, segments, write } = await library([
      ...LIBRARY,
      create("segment", "s", { name: "成人" }),
      create("segment", "t", { name: "儿童" }),
    ]);
    await segments.compare("s", asking());
    await write(remove("segment", "s"));
    await segments.compare("t", asking());
    expect(await db.meta.where("name").startsWith("segment-run/").primaryKeys()).toEqual(["segment-run/t"]);
  });
});

describe("one change for everybody in a segment", () => {
  const many = Array.from({ length: 450 }, (_, n) =>
    create("reader", `r${String(n).padStart(3, "0")}`, {
      name: `读者${n}`,
      card: String(n),
      ...(n < 50 && { tags: ["旧", "试"] }),
    }),
  );
  const ids = many.map(({ id }) => id);

  it("changes who is not so already, tells how far it is, and is taken back whole but for what a colleague has changed since", async () => {
    const { db, segments, write } = await library(many);
    const told: number[] = [];
    const outcome = await segments.change(
      { batchId: "b", ids, act: { tag: "add-tag", value: "试" }, staff: "chen" },
      ({ done }) => told.push(done),
    );
    expect(outcome).toEqual({ changed: 400, gone: 0, stopped: false, failure: null });
    expect(told).toEqual([200, 400, 450]);
    expect(await db.reader.filter(({ tags = [] }) => tags.includes("试")).count()).toBe(450);
    await write(edit("reader", "r100", { tags: [] }));
    await write(edit("reader", "r100", { tags: ["试"] }));
    expect(await segments.undo("b", "chen", quiet)).toBe(1);
    const left = await db.reader.filter(({ tags = [] }) => tags.includes("试")).primaryKeys();
    expect(left.sort()).toEqual([...ids.slice(0, 50), "r100"]);
  });

  it("sets how often to keep in touch for all, leaves who has it so already, and takes it away again", async () => {
    const { db, segments, write } = await library();
    await write(edit("reader", "bo", { keepInTouchDays: 30 }));
    const change = (batchId: string, days: number | null) =>
      segments.change({ batchId, ids: ["ann", "bo", "cai"], act: { tag: "set-rhythm", days }, staff: "" }, quiet);
    expect((await change("b", 30)).changed).toBe(2);
    expect(await db.reader.filter(({ keepInTouchDays }) => keepInTouchDays === 30).count()).toBe(3);
    await segments.undo("b", "", quiet);
    expect((await db.reader.get("ann"))?.keepInTouchDays).toBeUndefined();
    expect((await change("c", null)).changed).toBe(1);
    expect((await db.reader.get("bo"))?.keepInTouchDays).toBeUndefined();
  });

  it("closes a branch with whom it has, those that left too, and brings it back whole", async () => {
    const { db, segments, write } = await library([
      create("branch", "west", { name: "西馆", population: 3000, served: { "7-17 河西": 400, "18-44 河西": 900 } }),
      create("branch", "main", { name: "总馆", population: 9000, served: { "7-17 河西": 100 } }),
      create("reader", "r1", { name: "张", branch: "west" }),
      create("reader", "r2", { name: "李", branch: "west", leaving: { reason: "moved", on: "2026-01-02" } }),
      create("reader", "r3", { name: "王", branch: "main" }),
      create("reader", "r4", { name: "赵", branch: "west" }),
      create("interaction", "i", { reader: "r1", branch: "west", at: NOON }),
    ]);
    await write(remove("reader", "r4"));
    const ids = await segments.readersOf("west");
    expect([...ids].sort()).toEqual(["r1", "r2"]);
    const act = { tag: "set-branch", branch: "main", closes: "west" } as const;
    expect(await segments.change({ batchId: "b", ids, act, staff: "" }, quiet)).toMatchObject({ changed: 2 });
    expect(await segments.readersOf("west")).toEqual([]);
    expect((await segments.readersOf("main")).length).toBe(3);
    const west = await db.branch.get("west");
    expect([west?.hidden, west?.population, west?.served ?? {}]).toEqual([true, undefined, {}]);
    // 3000 + 9000; 400 + 100, and 900 that the other did not have
    expect(await db.branch.get("main")).toMatchObject({
      population: 12_000,
      served: { "7-17 河西": 500, "18-44 河西": 900 },
    });
    // what was done there stays there
    expect((await db.interaction.get("i"))?.branch).toBe("west");
    expect(await segments.undo("b", "", quiet)).toBe(0);
    expect([...(await segments.readersOf("west"))].sort()).toEqual(["r1", "r2"]);
    expect(await db.branch.get("west")).toMatchObject({
      population: 3000,
      served: { "7-17 河西": 400, "18-44 河西": 900 },
    });
    expect((await db.branch.get("west"))?.hidden).toBeUndefined();
    expect(await db.branch.get("main")).toMatchObject({ population: 9000, served: { "7-17 河西": 100 } });
  });

  it("leaves a branch open as long as it has readers who have not moved", async () => {
    const { db, segments, write } = await library(many);
    await write(create("branch", "west", { name: "西馆" }), create("branch", "main", { name: "总馆" }));
    const act = { tag: "set-branch", branch: "main", closes: "west" } as const;
    await segments.change({ batchId: "b", ids, act, staff: "" }, () => void segments.cancel());
    expect((await db.branch.get("west"))?.hidden).toBeUndefined();
  });

  it("gives no sum of people where one branch does not say whom it serves", async () => {
    const { db, segments } = await library([
      create("branch", "west", { name: "西馆" }),
      create("branch", "main", { name: "总馆", population: 9000 }),
      create("reader", "r1", { name: "张", branch: "west" }),
    ]);
    const act = { tag: "set-branch", branch: "main", closes: "west" } as const;
    await segments.change({ batchId: "b", ids: ["r1"], act, staff: "" }, quiet);
    expect((await db.branch.get("main"))?.population).toBe(9000);
    expect((await db.branch.get("west"))?.hidden).toBe(true);
  });

  it("stops between two commands, and what was changed can be taken back", async () => {
    const { db, segments } = await library(many);
    const outcome = await segments.change(
      { batchId: "b", ids, act: { tag: "set-owner", owner: "chen" }, staff: "" },
      () => void segments.cancel(),
    );
    expect(outcome).toEqual({ changed: 200, gone: 0, stopped: true, failure: null });
    await segments.undo("b", "", quiet);
    expect(await db.reader.filter(({ owner }) => owner !== undefined).count()).toBe(0);
  });

  it("waits for a journal that is slow, says so, and counts what it has", async () => {
    const { db, segments } = await library(many, (writer) => async (...args) => ({
      ...(await writer.run(...args)),
      confirmed: Promise.resolve(err({ tag: "journal-silent" })),
    }));
    let waited = 0;
    const outcome = await segments.change(
      { batchId: "b", ids, act: { tag: "set-owner", owner: "chen" }, staff: "" },
      ({ waiting }) => void (waiting && waited++),
    );
    expect(outcome).toEqual({ changed: 450, gone: 0, stopped: false, failure: null });
    expect(waited).toBeGreaterThan(0);
    expect(await segments.lastBatch()).toMatchObject({ batchId: "b" });
    await segments.undo("b", "", quiet);
    expect(await db.reader.filter(({ owner }) => owner !== undefined).count()).toBe(0);
  });

  it("can be taken back when it is cut off, from the first command on; cut off before it, the change before is the last one", async () => {
    let left = 2;
    const { db, segments } = await library(many, (writer) => async (...args) => {
      if (left-- === 0) throw new Error("closed");
      return writer.run(...args);
    });
    const first: ReturnType<typeof segments.lastBatch>[] = [];
    const change = (batchId: string) =>
      segments.change({ batchId, ids, act: { tag: "add-tag", value: batchId }, staff: "" }, () =>
        first.push(segments.lastBatch()),
      );
    await expect(change("b")).rejects.toThrow("closed");
    expect(await first[0]).toMatchObject({ batchId: "b" });
    left = 0;
    await expect(change("c")).rejects.toThrow("closed");
    expect(await segments.lastBatch()).toEqual({ batchId: "b", act: { tag: "add-tag", value: "b" } });
    await segments.undo("b", "", quiet);
    expect(await db.reader.filter(({ tags = [] }) => tags.includes("b")).count()).toBe(0);
  });

  it("gives one task to whoever has become one person since she was selected twice", async () => {
    const { db, segments, write } = await library(LIBRARY);
    await write({ act: "cells", kind: "reader", id: "cai", cells: { ".alias": "ann" } });
    const act = { tag: "task", text: "打电话问候", due: "2026-12-02" } as const;
    expect(await segments.change({ batchId: "b", ids: ["ann", "bo", "cai"], act, staff: "li" }, quiet)).toMatchObject({
      changed: 2,
      gone: 0,
    });
    expect((await db.task.toArray()).map(({ about }) => about?.id).sort()).toEqual(["ann", "bo"]);
  });

  it("gives a task for each to the colleague of each, and leaves out who is gone", async () => {
    const { db, segments, write } = await library(LIBRARY);
    await write(remove("reader", "bo"));
    expect(
      await segments.change(
        {
          batchId: "b",
          ids: ["ann", "bo", "cai"],
          act: { tag: "task", text: "打电话问候", due: "2026-12-02" },
          staff: "li",
        },
        quiet,
      ),
    ).toMatchObject({ changed: 2 });
    const tasks = await db.task.toArray();
    expect(tasks.map(({ about, assignee, due, origin }) => [about?.id, assignee, due, origin?.id]).sort()).toEqual([
      ["ann", "chen", "2026-12-02", "li"],
      ["cai", undefined, "2026-12-02", "li"],
    ]);
    expect(await segments.lastBatch()).toEqual({ batchId: "b", act: { tag: "task", text: "", due: "2026-12-02" } });
    await segments.undo("b", "li", quiet);
    expect(await segments.lastBatch()).toBeNull();
    expect(await db.task.filter(({ gone }) => gone !== 1).count()).toBe(0);
  });
});
