/**
 * The history of a record on a whole desk that shares a folder with another: both desks' steps, and values put back.
 */
import "../../../support/indexed-db.ts";
import { expect, it } from "vitest";
import { type HistoryStep, newestFirst } from "#shared/replication/rows/history.ts";
import { create, edit } from "../../../../renderer/db/write/changes.ts";
import type { HistoryEnd } from "../../../../renderer/platform/worker/history-api.ts";
import { createHistoryApi } from "../../../../renderer/worker/history/serve-history.ts";
import type { WholeDesk } from "../../../support/whole-desk.ts";
import { idOf, save, wholeDesks } from "../../../support/whole-desks.ts";

const ID = idOf(1);
const desks = wholeDesks("history");

async function historyOf(
  desk: WholeDesk,
): Promise<{ readonly steps: readonly HistoryStep[]; readonly end: HistoryEnd }> {
  const steps: HistoryStep[] = [];
  const end = await createHistoryApi(desk).of({ kind: "reader", ids: [ID] }, (progress) =>
    steps.push(...progress.steps),
  );
  return { steps: steps.sort(newestFirst), end };
}

it("tells of batches of both desks and of what is in no batch yet, protected values masked", {
  timeout: 60_000,
}, async () => {
  const { desk: first, ...sharing } = await desks.foundWithShare();
  const here = (await first.start()).writer;
  await save(here, [create("reader", ID, { name: "张素琴", phones: ["13812345678"] })]);
  await first.sync.sync(() => undefined);

  const second = await desks.join(sharing, "二楼");
  const there = (await second.start()).writer;
  await second.sync.sync(() => undefined);
  await save(there, [edit("reader", ID, { organisation: "城东小学" })]);
  await second.sync.sync(() => undefined);
  await first.sync.sync(() => undefined);
  await save(here, [edit("reader", ID, { organisation: "城东中学" })]);

  const { steps, end } = await historyOf(first);
  expect(
    steps.map(({ stream, cells }) => [end.devices[stream], cells.organisation ?? cells.name, cells.phones]),
  ).toEqual([
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
  const desk = await desks.found();
  const api = createHistoryApi(desk);
  const first = api.of({ kind: "reader", ids: [ID] }, () => undefined);
  const second = api.of({ kind: "reader", ids: [ID] }, () => undefined);
  expect([(await first).isCancelled, (await second).isCancelled]).toEqual([true, false]);
});
