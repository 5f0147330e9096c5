import "../../../support/indexed-db.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wasNotReached } from "#shared/model/interaction.ts";
import { DeskDb, type Row } from "../../../../renderer/db/database.ts";
import { lastContacts, lastWords } from "../../../../renderer/db/last-contact.ts";

type Record = Pick<Row<"interaction">, "at" | "direction" | "outcome" | "gone">;

const open = async (records: readonly Record[]): Promise<DeskDb> => {
  const db = new DeskDb(`last-contact-${crypto.randomUUID()}`);
  await db.interaction.bulkAdd(
    records.map((values, index) => ({
      id: `i${String(index).padStart(3, "0")}`,
      reader: "ann",
      w: ["s", 1, "0000000000000000", "m"],
      ...values,
    })),
  );
  return db;
};
const missed = (at: number): Record => ({ at, direction: "out", outcome: "not-answered" });

describe("a word", () => {
  it("is no call that nobody answered, and any other record, an unanswered question too", async () => {
    const db = await open([
      { at: 1, direction: "in" },
      { at: 2, direction: "in", outcome: "not-answered" },
      missed(3),
      missed(4),
    ]);
    expect(await lastWords(db, ["ann", "bo"])).toEqual(
      new Map([
        ["ann", { at: 2, missed: 2, missedAt: 4 }],
        ["bo", { at: undefined, missed: 0, missedAt: undefined }],
      ]),
    );
    expect(await lastContacts(db, ["ann", "bo"])).toEqual(new Map([["ann", 2]]));
    await db.interaction.add({ id: "z", reader: "ann", at: 5, direction: "out", w: ["s", 1, "0000000000000000", "m"] });
    expect((await lastWords(db, ["ann"])).get("ann")).toEqual({ at: 5, missed: 0, missedAt: undefined });
    await db.delete();
  });

  it("is found whatever the order in which records came, and whatever was deleted", async () => {
    const record: fc.Arbitrary<Record> = fc.record(
      {
        at: fc.integer({ min: 1, max: 30 }),
        direction: fc.constantFrom("in" as const, "out" as const),
        outcome: fc.constantFrom("answered" as const, "not-answered" as const),
        gone: fc.constant(1 as const),
      },
      { requiredKeys: ["at"] },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(record, { maxLength: 12 }), async (records) => {
        const db = await open(records);
        const live = records.filter(({ gone }) => gone !== 1);
        const words = live.filter((row) => !wasNotReached(row)).map(({ at = 0 }) => at);
        const at = words.length === 0 ? undefined : Math.max(...words);
        const since = live.filter((row) => wasNotReached(row) && (row.at ?? 0) > (at ?? 0)).map((row) => row.at ?? 0);
        expect((await lastWords(db, ["ann"])).get("ann")).toEqual({
          at,
          missed: since.length,
          missedAt: since.length === 0 ? undefined : Math.max(...since),
        });
        await db.delete();
      }),
      { numRuns: 30 },
    );
  });
});

it("takes a letter that came back for no word, and for no call that nobody answered", async () => {
  const db = await open([{ at: 1, direction: "in" }, { ...missed(2), channel: "letter" } as Record]);
  expect((await lastWords(db, ["ann"])).get("ann")).toMatchObject({ at: 1, missed: 0 });
});
