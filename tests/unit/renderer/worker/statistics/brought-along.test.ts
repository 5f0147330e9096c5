/** Whatever is written, the pages that are brought along say what pages that count everything anew would say. */
import "fake-indexeddb/auto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { addDays } from "#shared/kernel/day.ts";
import { type Change, create, edit, remove } from "../../../../../renderer/db/changes.ts";
import type { StatisticsApi, StatisticsAsked } from "../../../../../renderer/platform/statistics-api.ts";
import { createStatisticsApi } from "../../../../../renderer/worker/statistics/statistics-api.ts";
import { activities, daysUpTo, freshId, NOVEMBER, openLibrary, quiet, TODAY } from "./small-library.ts";

const NOW = new Date(`${TODAY}T12:00`).getTime();
const DAY_MS = 86_400_000;
const IDS = ["a", "b", "c", "d", "e", "f"] as const;
const LIBRARY: readonly Change[] = [
  create("branch", "east", { name: "城东馆", served: { "18-34 东门": 40, "7-17 东门": 20 } }),
  ...IDS.flatMap((id, n) => [
    create("reader", id, {
      name: id,
      card: id,
      enrolledOn: addDays(TODAY, -100 * n),
      branch: n % 2 === 0 ? "east" : "west",
      organisation: "东门",
      phones: ["13800000000"],
      birthDate: `${1960 + 10 * n}-05-01`,
      ...(n === 1 && { owner: "chen" }),
    }),
    ...activities(id, n % 2 === 0 ? "visit" : "loan", ...daysUpTo(addDays(TODAY, -10 * n), 30, 3)),
  ]),
];

const who = fc.constantFrom(...IDS);
const back = fc.integer({ min: 0, max: 500 });
const arbitraryChange: fc.Arbitrary<readonly Change[]> = fc.oneof(
  fc.record({ reader: who, back, kind: fc.constantFrom("visit" as const, "loan" as const, "event" as const) }).map(({ reader, back: days, kind }) => activities(reader, kind, addDays(TODAY, -days))),
  fc
    .record({ reader: who, back, minutes: fc.integer({ min: 0, max: 30 }), out: fc.boolean() })
    .map(({ reader, back: days, minutes, out }) => [create("interaction", freshId(), { reader, at: NOW - days * DAY_MS, channel: "desk", minutes, ...(out && { direction: "out" }) })]),
  fc.record({ reader: who, back }).map(({ reader, back: days }) => [create("feedback", freshId(), { reader, receivedAt: NOW - days * DAY_MS, type: "praise" })]),
  fc
    .record({ reader: who, back })
    .map(({ reader, back: days }) => [
      create("task", freshId(), { text: "答应", promisedTo: reader, due: addDays(TODAY, 1 - days), done: NOW - days * DAY_MS, about: { kind: "reader", id: reader } }),
    ]),
  fc.record({ reader: who, reason: fc.constantFrom("moved", "other"), back }).map(({ reader, reason, back: days }) => [edit("reader", reader, { leaving: { reason, on: addDays(TODAY, -days) } })]),
  fc.record({ reader: who, branch: fc.constantFrom("east", "west"), category: fc.constantFrom("adult", "collective") }).map(({ reader, ...patch }) => [edit("reader", reader, patch)]),
  fc.record({ reader: who }).map(({ reader }) => [remove("reader", reader)]),
  fc.constant([create("reader", freshId(), { name: "新", card: "n", enrolledOn: TODAY })]),
  fc.constantFrom("cuts" as const, "fifths" as const).map((scoring) => [
    {
      act: "cells",
      kind: "setting",
      id: "setting-value",
      cells: {
        name: "value",
        value: {
          weights: { visitDay: 1, item: 1, event: 3, enquiry: 2, acceptedSuggestion: 5, participation: 3 },
          cuts: { recency: [14, 30, 90, 365], frequency: [52, 18, 9, 3, 1], value: [150, 60, 20, 5, 1] },
          scoring,
        },
      },
    } satisfies Change,
  ]),
);

async function told(statistics: StatisticsApi, asked: StatisticsAsked) {
  const counted = await Promise.all(([{ tag: "stage", state: "not-seen" }, { tag: "not-seen-by-phone" }, { tag: "took-part" }] as const).map((figure) => statistics.countOf(asked, figure)));
  return { overview: await statistics.overview(asked, quiet), readers: await statistics.readersPage(asked, quiet), keep: await statistics.keepPage(asked, quiet), counted };
}

it("is brought along by every kind of change", { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(arbitraryChange, { minLength: 1, maxLength: 6 }), fc.constantFrom<StatisticsAsked>(NOVEMBER, { branch: "east", month: "2026-11" }), async (steps, asked) => {
      const { db, writer, statistics } = await openLibrary(LIBRARY);
      await told(statistics, asked);
      for (const changes of steps) {
        await (await writer.run("test", changes)).confirmed;
        expect(await told(statistics, asked)).toEqual(await told(createStatisticsApi({ db, clock: { now: () => NOW } }), asked));
      }
      db.close();
    }),
    { numRuns: 12 },
  );
});

it("is the same whichever months were looked at before", { timeout: 60_000 }, async () => {
  const month = fc.constantFrom("2026-11", "2026-10", "2026-09", "2026-08", "2025-11");
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof({ weight: 4, arbitrary: month }, { weight: 1, arbitrary: arbitraryChange }), { minLength: 3, maxLength: 9 }), async (steps) => {
      const { db, writer, statistics } = await openLibrary(LIBRARY);
      for (const step of ["2026-11", ...steps]) {
        if (typeof step !== "string") await (await writer.run("test", step)).confirmed;
        else expect(await told(statistics, { branch: null, month: step })).toEqual(await told(createStatisticsApi({ db, clock: { now: () => NOW } }), { branch: null, month: step }));
      }
      db.close();
    }),
    { numRuns: 12 },
  );
});
