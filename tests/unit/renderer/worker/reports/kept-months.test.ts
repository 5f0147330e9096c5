/**
 * Months that are kept between two starts count what counting everything anew would count, whatever was written
 * meanwhile, and are not believed where that is not known.
 */
import "../../../../support/indexed-db.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DELETED, type Entry, type Op } from "#shared/replication/rows/entry.ts";
import type { DeskDb } from "../../../../../renderer/db/database.ts";
import { applySlice } from "../../../../../renderer/db/exchange/apply-slice.ts";
import type { Change } from "../../../../../renderer/db/write/changes.ts";
import { proofScale } from "../../../../support/proof-scale.ts";
import { OWN, openDesk } from "../../db/desk.ts";
import { anew, at, MONTHS, monthsRead, OTHER, plain, start } from "./months-start.ts";

const reader = (n: number): string => `00000000-0000-7000-8000-00000000000${n}`;

const who = fc.integer({ min: 0, max: 3 });
const month = fc.constantFrom(...MONTHS);
const place = fc.constantFrom(undefined, "east", "west");
const WHATS = [
  "enrol",
  "use",
  "log",
  "opinion",
  "re-date",
  "re-count",
  "re-branch",
  "re-branch-before",
  "delete",
  "leave",
  "merge",
] as const;
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      tag: fc.constantFrom("own" as const, "elsewhere" as const, "untold" as const),
      what: fc.constantFrom(...WHATS),
      who,
      into: who,
      month,
      place,
      record: fc.nat(9),
    }),
  },
  fc.record({ tag: fc.constantFrom("ask" as const, "keep" as const, "restart" as const) }),
  fc.record({ tag: fc.constant("erase" as const), who }),
);
interface Write {
  readonly what: (typeof WHATS)[number];
  readonly who: number;
  readonly into: number;
  readonly month: string;
  readonly place: string | undefined;
  readonly record: number;
}
const asked = { tag: "ask" as const };
const kept = { tag: "keep" as const };

type Made = { readonly kind: "activity" | "interaction"; readonly id: string };

/** Undefined where there is nothing that it could change. */
function writeOf(
  { what, who: no, into, month: of, place: branch, record }: Write,
  id: string,
  made: readonly Made[],
): Op | undefined {
  const known = made[record % Math.max(1, made.length)];
  const to = branch === undefined ? {} : { branch };
  switch (what) {
    case "enrol":
      return { kind: "reader", id: reader(no), cells: { name: "张", card: `00${no}`, ...to } };
    case "use":
      return { kind: "activity", id, cells: { reader: reader(no), on: `${of}-03`, kind: "visit", quantity: 2, ...to } };
    case "log":
      return { kind: "interaction", id, cells: { at: at(of), channel: "desk", minutes: 3, satisfaction: 4, ...to } };
    case "opinion":
      return { kind: "feedback", id, cells: { receivedAt: at(of), steps: { answered: { at: at(of) + 9, by: "s" } } } };
    case "re-branch":
      return { kind: "reader", id: reader(no), cells: { branch: branch ?? "east" } };
    case "re-branch-before":
      return { kind: "reader", id: reader(no), cells: { [`formerBranches/${of}-05`]: branch ?? null } };
    case "leave":
      return { kind: "reader", id: reader(no), cells: { [DELETED]: true } };
    case "merge":
      return into < no ? { kind: "reader", id: reader(no), cells: { ".alias": reader(into) } } : undefined;
    case "re-date":
      return known && { ...known, cells: known.kind === "activity" ? { on: `${of}-09` } : { at: at(of) } };
    case "re-count":
      return known && { ...known, cells: known.kind === "activity" ? { quantity: 5 } : { minutes: 9 } };
    case "delete":
      return known && { ...known, cells: { [DELETED]: true } };
  }
}

it("counts by the months that are kept what reading everything anew counts", {
  timeout: proofScale(120_000, 1_400_000),
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 1, maxLength: 8 }),
      fc.array(step, { minLength: 1, maxLength: 8 }),
      async (first, then) => {
        const { db, writer } = await openDesk();
        let now = start(db);
        let [pulled, no] = [0, 0];
        const made: Made[] = [];
        const own = async (change: Change): Promise<void> =>
          void (await (
            await writer.run("test", [change])
          ).confirmed);
        for (const each of [...first, asked, kept, ...then]) {
          if (each.tag === "ask") await now.book();
          else if (each.tag === "keep") await now.keep();
          else if (each.tag === "restart") now = start(db);
          else if (each.tag === "erase") {
            // as the erasing does it: without an entry that names the records
            await db.activity
              .where("[reader+on]")
              .between([reader(each.who), ""], [reader(each.who), "\uffff"])
              .delete();
            await db.reader.delete(reader(each.who));
            await now.forget([reader(each.who)]);
          } else if ("what" in each) {
            const id = `00000000-0000-7000-8000-1000000000${String(++no).padStart(2, "0")}`;
            const op = writeOf(each, id, made);
            if (op === undefined || (await isWithout(db, op))) continue;
            if ((op.kind === "activity" || op.kind === "interaction") && op.id === id) made.push({ kind: op.kind, id });
            if (each.tag === "own") await own({ act: "cells", kind: op.kind, id: op.id, cells: op.cells } as Change);
            else {
              pulled += 1;
              const hlc = `0fff${String(pulled).padStart(12, "0")}`;
              const entry: Entry = { seq: pulled, hlc, pulls: 0, staff: "s", command: "c", ops: [op] };
              await applySlice(db, OWN, at("2026-11"), { stream: OTHER, entries: [entry] });
              // or a crash before anybody was told
              if (each.tag === "elsewhere") now.applied(entry);
              else now = start(db);
            }
          }
        }
        expect(plain(await now.book())).toEqual(await anew(db));
        await now.keep();
        const next = start(db);
        expect(plain(await next.book())).toEqual(await anew(db));
        expect(await monthsRead(db, next)).toBe(0);
        db.close();
      },
    ),
    { numRuns: proofScale(20, 300) },
  );
});

const ids = {
  use: "00000000-0000-7000-8000-200000000001",
  log: "00000000-0000-7000-8000-200000000002",
  said: "00000000-0000-7000-8000-200000000003",
};
const op = (kind: string, id: string, cells: Op["cells"]): Op => ({ kind, id, cells });
const uses = (id: string, of: number, on: string): Op => op("activity", id, { reader: reader(of), on, kind: "visit" });

/** Reader 3 is merged into 2; nobody's use says where it was. */
const LIBRARY: readonly Op[] = [
  ...["east", "west", "", "west"].map((branch, no) =>
    op("reader", reader(no), { name: "张", ...(branch !== "" && { branch }) }),
  ),
  op("reader", reader(3), { ".alias": reader(2) }),
  ...[0, 1, 2, 3].map((no) => uses(`00000000-0000-7000-8000-30000000000${no}`, no, `2026-1${no % 2}-04`)),
  uses(ids.use, 1, "2026-10-05"),
  op("interaction", ids.log, { at: at("2026-10"), channel: "desk", minutes: 3, satisfaction: 4, branch: "east" }),
];

describe.each([
  ["this desk", false],
  ["another desk", true],
])("kept months, after %s", (_, isElsewhere) => {
  it.each<[string, Op]>([
    ["has recorded a use", uses("00000000-0000-7000-8000-400000000001", 0, "2026-09-01")],
    ["has moved a use to another month", op("activity", ids.use, { on: "2026-11-05" })],
    ["has moved a service record to another month", op("interaction", ids.log, { at: at("2026-11") })],
    ["has counted a use otherwise", op("activity", ids.use, { quantity: 5 })],
    ["has rated a service record otherwise", op("interaction", ids.log, { satisfaction: 1 })],
    ["has said where a use was", op("activity", ids.use, { branch: "east" })],
    ["has deleted a use", op("activity", ids.use, { [DELETED]: true })],
    ["has deleted a service record", op("interaction", ids.log, { [DELETED]: true })],
    ["has moved a reader", op("reader", reader(1), { branch: "east" })],
    ["has moved somebody who was merged", op("reader", reader(3), { branch: "east" })],
    ["has moved somebody whom another was merged into", op("reader", reader(2), { branch: "east" })],
    ["has said where a reader was before", op("reader", reader(1), { "formerBranches/2026-10-30": "east" })],
    ["has deleted a reader", op("reader", reader(1), { [DELETED]: true })],
    ["has merged two", op("reader", reader(1), { ".alias": reader(0) })],
    ["has heard an opinion", op("feedback", ids.said, { receivedAt: at("2026-11") })],
  ])("%s, are those of all rows, held or from the next start", async (__, changed) => {
    const { db, writer } = await openDesk();
    const run = async (...ops: readonly Op[]): Promise<void> =>
      void (await (
        await writer.run(
          "test",
          ops.map((each) => ({ act: "cells", ...each }) as Change),
        )
      ).confirmed);
    let pulled = 0;
    const entryOf = (...ops: readonly Op[]): Entry => {
      pulled += 1;
      return { seq: pulled, hlc: `0fff${String(pulled).padStart(12, "0")}`, pulls: 0, staff: "s", command: "c", ops };
    };
    const bring = (entry: Entry) => applySlice(db, OWN, at("2026-11"), { stream: OTHER, entries: [entry] });
    for (const ops of [LIBRARY.slice(0, 4), LIBRARY.slice(4)])
      await (isElsewhere ? bring(entryOf(...ops)) : run(...ops));
    const held = start(db);
    const before = plain(await held.book());
    await held.keep();
    const told = start(db);
    if (isElsewhere) {
      const entry = entryOf(changed);
      await bring(entry);
      told.applied(entry);
      // only noted: nobody has asked
      await told.keep();
      held.applied(entry);
    } else await run(changed);
    const now = await anew(db);
    expect(now).not.toEqual(before);
    expect(plain(await start(db).book())).toEqual(now);
    expect(plain(await told.book())).toEqual(now);
    expect(plain(await held.book())).toEqual(now);
    db.close();
  });
});

it("reads no month again where all rows were read, also from the next start", async () => {
  const { db, writer } = await openDesk();
  const all = [
    ...LIBRARY,
    ...["2026-08", ...MONTHS].map((of, no) =>
      op("interaction", `00000000-0000-7000-8000-50000000000${no}`, { at: at(of), channel: "desk" }),
    ),
  ];
  await (
    await writer.run(
      "test",
      all.map((each) => ({ act: "cells", ...each }) as Change),
    )
  ).confirmed;
  expect(await monthsRead(db, start(db, 1e6, false))).toBeGreaterThan(0);
  await db.table("cache").clear();
  const first = start(db);
  expect(await monthsRead(db, first)).toBe(0);
  await first.keep();
  expect(await monthsRead(db, start(db))).toBe(0);
  db.close();
});

/** Changes of what is not there, or no longer. */
async function isWithout(db: DeskDb, { kind, id, cells }: Op): Promise<boolean> {
  const row = await db.table(kind).get(id);
  return row === undefined ? DELETED in cells || Object.keys(cells).length === 1 : row.gone === 1;
}
