/** The history of a record on a whole desk that shares a folder with another: both desks' steps, and values put back. */
import "fake-indexeddb/auto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type HistoryStep, newestFirst } from "#shared/replication/history.ts";
import { create, edit } from "../../../../renderer/db/changes.ts";
import type { Writer } from "../../../../renderer/db/writer.ts";
import type { HistoryEnd } from "../../../../renderer/platform/history-api.ts";
import { createHistoryApi } from "../../../../renderer/worker/history/history-api.ts";
import { giveWebLocks, okValue, openWholeDesk, type WholeDesk } from "../../../support/whole-desk.ts";

const ID = "00000000-0000-7000-8000-000000000001";
const folders: string[] = [];
const desks: WholeDesk[] = [];

async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "history-"));
  folders.push(folder);
  return folder;
}

async function openDesk(): Promise<WholeDesk> {
  const desk = await openWholeDesk(await freshFolder(), `history-${desks.length}`);
  desks.push(desk);
  return desk;
}

beforeAll(giveWebLocks);
afterAll(async () => {
  for (const desk of desks) await desk.close();
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

const save = async (writer: Writer, changes: Parameters<Writer["run"]>[1]): Promise<void> => {
  expect(await (await writer.run("test.change", changes)).confirmed).toMatchObject({ ok: true });
};

async function historyOf(desk: WholeDesk): Promise<{ readonly steps: readonly HistoryStep[]; readonly end: HistoryEnd }> {
  const steps: HistoryStep[] = [];
  const end = await createHistoryApi(desk).of({ kind: "reader", ids: [ID] }, (progress) => steps.push(...progress.steps));
  return { steps: steps.sort(newestFirst), end };
}

it("tells of batches of both desks and of what is in no batch yet, protected values masked", { timeout: 60_000 }, async () => {
  const [first, share] = [await openDesk(), await freshFolder()];
  okValue(await first.host("library.found", { libraryName: "城东图书馆", deskName: "一楼", branchName: "城东馆" }));
  okValue(await first.host("share.choose", { path: share }));
  okValue(await first.host("share.prepare", {}));
  const here = (await first.start()).writer;
  await save(here, [create("reader", ID, { name: "张素琴", phones: ["13812345678"] })]);
  await first.sync.sync(() => undefined);

  const second = await openDesk();
  const { code } = okValue(await first.host("library.code", {}));
  okValue(await second.host("share.choose", { path: share }));
  okValue(await second.host("library.join", { code, deskName: "二楼", branchName: "城东馆" }));
  const there = (await second.start()).writer;
  await second.sync.sync(() => undefined);
  await save(there, [edit("reader", ID, { organisation: "城东小学" })]);
  await second.sync.sync(() => undefined);
  await first.sync.sync(() => undefined);
  await save(here, [edit("reader", ID, { organisation: "城东中学" })]);

  const { steps, end } = await historyOf(first);
  expect(steps.map(({ stream, cells }) => [end.devices[stream], cells.organisation ?? cells.name, cells.phones])).toEqual([
    ["一楼", "城东中学", undefined],
    ["二楼", "城东小学", undefined],
    ["一楼", "张素琴", ["138****5678"]],
  ]);
  expect(end).toMatchObject({ isSwept: false, isCancelled: false });

  const added = steps[2];
  if (added === undefined) throw new Error("there is no first step");
  expect(await createHistoryApi(first).written("reader", added, "phones")).toEqual({ value: ["13812345678"] });
  expect(await createHistoryApi(first).written("reader", added, "organisation")).toBeNull();
  expect((await historyOf(second)).steps).toHaveLength(2);
});

it("a second question ends the first, which says so", { timeout: 60_000 }, async () => {
  const desk = desks[0];
  if (desk === undefined) throw new Error("no desk is open");
  const api = createHistoryApi(desk);
  const first = api.of({ kind: "reader", ids: [ID] }, () => undefined);
  const second = api.of({ kind: "reader", ids: [ID] }, () => undefined);
  expect([(await first).isCancelled, (await second).isCancelled]).toEqual([true, false]);
});
