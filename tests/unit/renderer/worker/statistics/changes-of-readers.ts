/** A library of six readers, any change to it, and what its pages say. */
import fc from "fast-check";
import { addDays } from "#shared/kernel/day.ts";
import { type Change, create, edit, remove } from "../../../../../renderer/db/write/changes.ts";
import type { StatisticsApi, StatisticsAsked } from "../../../../../renderer/platform/worker/statistics-api.ts";
import { activities, daysUpTo, freshId, NOW, quiet, TODAY } from "./small-library.ts";

const DAY_MS = 86_400_000;
export const IDS = ["a", "b", "c", "d", "e", "f"] as const;
export const LIBRARY: readonly Change[] = [
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
export const changeOf: fc.Arbitrary<readonly Change[]> = fc.oneof(
  fc
    .record({ reader: who, back, kind: fc.constantFrom("visit" as const, "loan" as const, "event" as const) })
    .map(({ reader, back: days, kind }) => activities(reader, kind, addDays(TODAY, -days))),
  fc
    .record({ reader: who, back, minutes: fc.integer({ min: 0, max: 30 }), out: fc.boolean() })
    .map(({ reader, back: days, minutes, out }) => [
      create("interaction", freshId(), {
        reader,
        at: NOW - days * DAY_MS,
        channel: "desk",
        minutes,
        ...(out && { direction: "out" }),
      }),
    ]),
  fc
    .record({ reader: who, back })
    .map(({ reader, back: days }) => [
      create("feedback", freshId(), { reader, receivedAt: NOW - days * DAY_MS, type: "praise" }),
    ]),
  fc.record({ reader: who, back }).map(({ reader, back: days }) => [
    create("task", freshId(), {
      text: "答应",
      promisedTo: reader,
      due: addDays(TODAY, 1 - days),
      done: NOW - days * DAY_MS,
      about: { kind: "reader", id: reader },
    }),
  ]),
  fc
    .record({ reader: who, reason: fc.constantFrom("moved", "other"), back })
    .map(({ reader, reason, back: days }) => [
      edit("reader", reader, { leaving: { reason, on: addDays(TODAY, -days) } }),
    ]),
  fc
    .record({ reader: who, branch: fc.constantFrom("east", "west"), category: fc.constantFrom("adult", "collective") })
    .map(({ reader, ...patch }) => [edit("reader", reader, patch)]),
  fc
    .record({ reader: who, back })
    .map(({ reader, back: days }) => [edit("reader", reader, { formerBranches: { [addDays(TODAY, -days)]: "west" } })]),
  fc.record({ reader: who }).map(({ reader }) => [remove("reader", reader)]),
  fc.constant([create("reader", freshId(), { name: "新", card: "n", enrolledOn: TODAY })]),
  fc.constantFrom("cuts" as const, "fifths" as const).map((scoring) => [scoredBy(scoring)]),
);

export const scoredBy = (scoring: "cuts" | "fifths"): Change => ({
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
});

export async function told(statistics: StatisticsApi, asked: StatisticsAsked) {
  const counted = await Promise.all(
    ([{ tag: "stage", state: "not-seen" }, { tag: "not-seen-by-phone" }, { tag: "took-part" }] as const).map((figure) =>
      statistics.countOf(asked, figure),
    ),
  );
  return {
    overview: await statistics.overview(asked, quiet),
    readers: await statistics.readersPage(asked, quiet),
    keep: await statistics.keepPage(asked, quiet),
    counted,
  };
}
