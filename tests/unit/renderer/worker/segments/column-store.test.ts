/** Columns that are brought along say of everybody what columns that are made anew say. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { SEGMENT_FIELDS, type SegmentField, valueAt } from "#shared/analysis/segments/reader-columns.ts";
import { addDays, dayToNumber } from "#shared/kernel/day.ts";
import { type Change, create, edit, remove } from "../../../../../renderer/db/write/changes.ts";
import { createLibraryViews } from "../../../../../renderer/worker/library-use/library-view.ts";
import { type ColumnsNow, createColumnStore } from "../../../../../renderer/worker/segments/column-store.ts";
import { openDesk } from "../../db/desk.ts";

const TODAY = "2026-11-25";
const NOON = new Date(`${TODAY}T12:00`).getTime();
const DAY_MS = 86_400_000;
const NOON_DAY = dayToNumber(TODAY);
const quiet = (): void => undefined;
const IDS = ["ann", "bo", "cai"] as const;
const FIELDS = Object.keys(SEGMENT_FIELDS) as SegmentField[]; // its keys are fields

let made = 0;
const freshId = (): string => `fresh-${made++}`;
const who = fc.constantFrom(...IDS);
const back = fc.integer({ min: 0, max: 400 });
const anyChange: fc.Arbitrary<Change> = fc.oneof(
  fc
    .record({ reader: who, back, kind: fc.constantFrom("visit" as const, "loan" as const) })
    .map(({ reader, back: days, kind }) => create("activity", freshId(), { reader, on: addDays(TODAY, -days), kind })),
  fc
    .record({ reader: who, back, direction: fc.constantFrom("in" as const, "out" as const) })
    .map(({ reader, back: days, direction }) =>
      create("interaction", freshId(), { reader, at: NOON - days * DAY_MS, direction, channel: "desk" }),
    ),
  fc.record({ reader: who, back }).map(({ reader, back: days }) =>
    create("feedback", freshId(), {
      reader,
      receivedAt: NOON - days * DAY_MS,
      type: "complaint",
      status: "registered",
    }),
  ),
  fc
    .record({ reader: who, tags: fc.subarray(["志愿者", "教师", "新"]) })
    .map(({ reader, tags }) => edit("reader", reader, { tags })),
  fc
    .record({ reader: who, category: fc.constantFrom("adult", "child", "staff") })
    .map(({ reader, category }) => edit("reader", reader, { category })),
  who.map((reader) => remove("reader", reader)),
  fc
    .constant(null)
    .map(() => create("reader", freshId(), { name: "新", card: "n", enrolledOn: TODAY, organisation: "城东" })),
);

const told = ({ readers, columns }: ColumnsNow): Record<string, unknown> =>
  Object.fromEntries(
    readers.map((id, place) => [
      id,
      Object.fromEntries(Object.entries(columns).map(([field, column]) => [field, valueAt(column, place) ?? null])),
    ]),
  );

it("are brought along by every kind of change", { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyChange, { minLength: 1, maxLength: 6 }), async (changes) => {
      const { db, writer } = await openDesk();
      await (
        await writer.run("test", [
          ...IDS.map((id) => create("reader", id, { name: id, card: id, category: "adult", enrolledOn: "2025-01-10" })),
          create("activity", freshId(), { reader: "ann", on: TODAY, kind: "visit" }),
        ])
      ).confirmed;
      const deps = { db, clock: { now: () => NOON } };
      const kept = createColumnStore(deps, createLibraryViews(deps));
      await kept(FIELDS, quiet);
      for (const change of changes) {
        await (await writer.run("test", [change])).confirmed;
        const anew = createColumnStore(deps, createLibraryViews(deps));
        expect(told(await kept(FIELDS, quiet))).toEqual(told(await anew(FIELDS, quiet)));
      }
      db.close();
    }),
    { numRuns: 15 },
  );
});

it("reads neither records nor service records again for what a start has in the pack", async () => {
  const { db, writer } = await openDesk();
  const write = async (...changes: readonly Change[]): Promise<void> =>
    void (await (
      await writer.run("test", changes)
    ).confirmed);
  const contact = (reader: string, back: number, more: object = {}): Change =>
    create("interaction", freshId(), { reader, at: NOON - back * DAY_MS, channel: "phone", direction: "out", ...more });
  await write(
    create("reader", "ann", {
      name: "ann",
      organisation: "城东",
      unit: "三班",
      expiresOn: "2027-03-01",
      language: "en",
      tags: ["志愿者", "教师"],
      interests: { I: 2, B9: 3, TP: 0 },
      offers: "讲座，导览",
    }),
    create("reader", "bo", { name: "bo", unit: "四班" }),
    contact("ann", 9),
    contact("ann", 20),
    contact("ann", 3, { direction: "in" }),
  );
  const deps = { db, clock: { now: () => NOON } };
  const SOON = 1;
  await createLibraryViews(deps, SOON).at({ branch: null, month: TODAY.slice(0, 7) }, quiet);
  await expect.poll(() => db.table("cache").get("statistics-pack")).toBeDefined();
  await write(contact("bo", 5));
  const asked: string[] = [];
  for (const table of [db.reader, db.interaction]) {
    const where = table.where.bind(table);
    Object.assign(table, {
      where: (index: string) => {
        if (index === "id") asked.push(table.name);
        return where(index);
      },
    });
  }
  const get = db.reader.get.bind(db.reader);
  Object.assign(db.reader, {
    get: (id: string) => {
      asked.push(id);
      return get(id);
    },
  });
  const fields = [
    ...["organisation", "unit", "expiresOn", "lastContactedOn"],
    ...["language", "tags", "interests", "offers", "consents"],
  ];
  expect(told(await createColumnStore(deps, createLibraryViews(deps))(fields, quiet))).toEqual({
    ann: {
      organisation: "城东",
      unit: "三班",
      expiresOn: dayToNumber("2027-03-01"),
      lastContactedOn: NOON_DAY - 9,
      language: "en",
      tags: ["志愿者", "教师"],
      // not by a class on religion, nor by one that weighs nothing
      interests: ["I"],
      offers: ["讲座", "导览"],
      consents: null,
    },
    bo: {
      organisation: null,
      unit: "四班",
      expiresOn: null,
      lastContactedOn: NOON_DAY - 5,
      language: null,
      tags: null,
      interests: null,
      offers: null,
      consents: null,
    },
  });
  // who was written to since is read again, and nobody else
  expect(asked).toEqual(["bo"]);
});
