/** Two desks with real databases: a form is opened, a colleague's change is pulled, and the form is saved (R10). */
import "../../../../support/indexed-db.ts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Values } from "#shared/model/kinds.ts";
import { type Change, create, edit } from "../../../../../renderer/db/write/changes.ts";
import { openForm, saveForm } from "../../../../../renderer/db/write/opened-form.ts";
import { editTask, formOfTask, openTask } from "../../../../../renderer/db/write/task-form.ts";
import { answer, setPapers } from "../../../../../renderer/features/opinions/opinion-changes.ts";
import {
  editInteraction,
  formOfInteraction,
  openInteraction,
} from "../../../../../renderer/features/readers/interaction-form.ts";
import { exchangeAll, RandomDesk } from "../random-desks.ts";

const MADE = [
  create("task", "task", { text: "打电话", due: "2026-11-30" }),
  create("interaction", "log", { question: "问老花镜", minutes: 3 }),
  create("feedback", "opinion", {
    text: "看不清",
    type: "suggestion",
    paperRef: "三号柜",
    publicReply: "在办",
    listPublicly: true,
  }),
  create("reader", "reader", {
    name: "张素琴",
    tags: ["常客", "志愿者"],
    otherIds: { 学号: "2023001", 一卡通: "0042" },
  }),
];

let now = 10_000_000;
let own: RandomDesk;
let colleague: RandomDesk;

beforeEach(async () => {
  [own, colleague] = [new RandomDesk("a".repeat(16), () => ++now), new RandomDesk("b".repeat(16), () => ++now)];
  for (const desk of [own, colleague]) await desk.start([own, colleague]);
  await write(own, MADE);
  await exchangeAll([own, colleague]);
});
afterEach(() => Promise.all([own.db.delete(), colleague.db.delete()]));

async function write(desk: RandomDesk, changes: readonly Change[]): Promise<void> {
  await (await desk.writer.run("test", changes)).confirmed;
}

/** A colleague's change comes while the form is open; then it is saved, and both desks have everything. */
async function saveAfter(theirs: Change, saved: readonly Change[]): Promise<void> {
  await write(colleague, [theirs]);
  await own.pull(colleague, 10);
  await write(own, saved);
  await exchangeAll([own, colleague]);
  expect(await own.lines()).toEqual(await colleague.lines());
}

/** What stands in a cell, with every value that no other has seen. */
async function standing(cell: string): Promise<readonly unknown[]> {
  const writes = (await colleague.frontiers()).get(cell)?.split(" ") ?? [];
  return writes.map((write) => JSON.parse(write.slice(write.indexOf("=") + 1)) as unknown).sort();
}

const valuesOf = async (
  kind: "task" | "interaction" | "feedback",
  id: string,
): Promise<Values<"task"> & Values<"interaction"> & Values<"feedback">> => (await own.db.table(kind).get(id)) ?? {};

describe("a form that was opened before a pull and saved after it", () => {
  it("keeps a colleague's words of a task beside its own, and her day that it has not touched", async () => {
    const row = await own.db.task.get("task");
    if (row === undefined) throw new Error("no task");
    const saved = editTask(openTask(row), { ...formOfTask(row), text: "写信" }, undefined);
    await saveAfter(edit("task", "task", { text: "发短信", due: "2026-12-24" }), saved);
    expect(await standing("task/task/text")).toEqual(["写信", "发短信"].sort());
    expect(await standing("task/task/due")).toEqual(["2026-12-24"]);
    expect(await valuesOf("task", "task")).toMatchObject({ due: "2026-12-24", open: 1 });
  });

  it("keeps a colleague's question of a service record beside its own, and her minutes that it has not touched", async () => {
    const row = await own.db.interaction.get("log");
    if (row === undefined) throw new Error("no record");
    const opened = openInteraction(row);
    const saved = editInteraction(opened, { ...formOfInteraction(opened), question: "问放大镜" }) ?? [];
    await saveAfter(edit("interaction", "log", { question: "问台灯", minutes: 15, outcome: "referred" }), saved);
    expect(await standing("interaction/log/question")).toEqual(["问台灯", "问放大镜"].sort());
    expect(await valuesOf("interaction", "log")).toMatchObject({ minutes: 15, outcome: "referred", open: 1 });
  });

  it("keeps an order that a colleague has noted where there was none, and the place of the paper that it has not touched", async () => {
    const row = await own.db.feedback.get("opinion");
    if (row === undefined) throw new Error("no opinion");
    const opened = openForm("feedback", row, ["externalOrder", "paperRef"]);
    const saved = setPapers(opened, { externalOrder: { system: "12345", number: "2" }, paperRef: "三号柜" });
    await saveAfter(
      edit("feedback", "opinion", { externalOrder: { system: "12345", number: "1" }, paperRef: "五号柜" }),
      saved,
    );
    expect(await standing("feedback/opinion/externalOrder")).toHaveLength(2);
    expect(await valuesOf("feedback", "opinion")).toMatchObject({ paperRef: "五号柜", open: 1 });
  });

  it("keeps a colleague's public reply beside one that was begun before it", async () => {
    const row = await own.db.feedback.get("opinion");
    if (row === undefined) throw new Error("no opinion");
    const { seen } = openForm("feedback", row, ["publicReply", "listPublicly"]);
    const saved = answer(row, { text: "买了五个", listPublicly: true, seen }, { now: 100, staff: "chen" });
    await saveAfter(edit("feedback", "opinion", { publicReply: "已经配好" }), saved);
    expect(await standing("feedback/opinion/publicReply")).toEqual(["买了五个", "已经配好"].sort());
    expect(await standing("feedback/opinion/listPublicly")).toEqual([true]);
  });

  it("of tags and other numbers it writes those that it has changed, and leaves what a colleague has added or taken away", async () => {
    const row = await own.db.reader.get("reader");
    if (row === undefined) throw new Error("no reader");
    const opened = openForm("reader", row, ["tags", "otherIds"]);
    const saved = saveForm(opened, { tags: ["常客", "志愿者", "视障"], otherIds: { 学号: "2023001", 工号: "7" } });
    await saveAfter(
      edit("reader", "reader", { tags: ["志愿者", "长者"], otherIds: { 学号: "2023999", 工号: "8" } }),
      saved,
    );
    const both = await colleague.db.reader.get("reader");
    expect(both?.tags?.toSorted()).toEqual(["志愿者", "视障", "长者"].sort());
    expect(both?.otherIds).toEqual({ 学号: "2023999", 工号: "7" });
    expect(await standing("reader/reader/otherIds/工号")).toEqual(["7", "8"]);
  });

  it("writes nothing where it has changed nothing", async () => {
    const [task, log] = [await own.db.task.get("task"), await own.db.interaction.get("log")];
    if (task === undefined || log === undefined) throw new Error("not made");
    const opened = openInteraction(log);
    expect(editTask(openTask(task), formOfTask(task), "reader")).toEqual([]);
    expect(editInteraction(opened, formOfInteraction(opened))).toEqual([]);
  });
});
