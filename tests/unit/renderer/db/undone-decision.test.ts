/** A decision that is taken back: every side of the question comes back, on every desk, with whose it is. */
import "../../../support/indexed-db.ts";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import type { Json } from "#shared/kernel/json.ts";
import { type Conflict, conflictsOf } from "#shared/replication/rows/conflict-view.ts";
import { DELETED } from "#shared/replication/rows/entry.ts";
import { type Change, create, edit, remove } from "../../../../renderer/db/write/changes.ts";
import { proofScale } from "../../../support/proof-scale.ts";
import { exchangeAll, RandomDesk } from "./random-desks.ts";

let desks: readonly RandomDesk[] = [];

afterEach(async () => {
  for (const { db } of desks) await db.delete();
  desks = [];
});

async function twoDesks(): Promise<readonly [RandomDesk, RandomDesk]> {
  let now = 10_000_000;
  const pair = ["a", "b"].map((letter) => new RandomDesk(letter.repeat(16), () => ++now));
  desks = pair;
  for (const desk of pair) await desk.start(pair);
  const [a, b] = pair;
  if (a === undefined || b === undefined) throw new Error("two desks");
  await run(a, create("reader", "r1", { name: "李卫东", unit: "三年级", email: "old@example.org" }));
  await exchangeAll(pair);
  return [a, b];
}

const run = async ({ writer }: RandomDesk, ...changes: readonly Change[]): Promise<unknown> =>
  (await writer.run("test", changes)).confirmed;
const cells = (values: Readonly<Record<string, Json>>): Change => ({
  act: "cells",
  kind: "reader",
  id: "r1",
  cells: values,
});
const questions = async (desk: RandomDesk): Promise<readonly Conflict[]> => {
  const row = (await desk.rows()).get("reader/r1");
  return row === undefined ? [] : conflictsOf("reader", row, null);
};
/** What a person reads of a question: each value, from which desk and when it was first written. */
const asked = async (desk: RandomDesk): Promise<unknown> =>
  (await questions(desk)).map((conflict) =>
    conflict.tag === "values"
      ? [conflict.cell, conflict.sides.map(({ of, value, inUse }) => [of, value, inUse])]
      : [conflict.tag, conflict.tag === "deleted" ? conflict.deletions.map(({ of }) => of) : []],
  );
const edits = async (desk: RandomDesk): Promise<unknown> =>
  (await questions(desk)).flatMap((conflict) =>
    conflict.tag === "deleted" ? conflict.edits.map(({ cell, value, of }) => [cell, value, of]) : [],
  );

async function same(): Promise<void> {
  const [first, ...rest] = await Promise.all(desks.map((desk) => desk.frontiers()));
  for (const other of rest) expect(other).toEqual(first);
}

describe("a decision that is taken back", () => {
  it("brings both values back on both desks, each with who wrote it, and doing it again decides them again", async () => {
    const [a, b] = await twoDesks();
    await run(a, edit("reader", "r1", { unit: "四年级" }));
    await run(b, edit("reader", "r1", { unit: "五年级" }));
    await exchangeAll([a, b]);
    const before = await asked(a);
    await run(a, cells({ unit: "五年级" }));
    await exchangeAll([a, b]);
    expect(await asked(b)).toEqual([]);
    await (await a.writer.undo())?.written.confirmed;
    expect(await asked(a)).toEqual(before);
    await exchangeAll([a, b]);
    expect(await asked(b)).toEqual(before);
    await same();
    await (await a.writer.redo())?.written.confirmed;
    await exchangeAll([a, b]);
    for (const desk of [a, b]) {
      expect(await asked(desk)).toEqual([]);
      expect((await desk.rows()).get("reader/r1")).toMatchObject({ unit: "五年级" });
    }
    await same();
    await (await a.writer.undo())?.written.confirmed;
    expect(await asked(a)).toEqual(before);
    // the other desk decides what has come back
    await exchangeAll([a, b]);
    await run(b, cells({ unit: "四年级" }));
    await exchangeAll([a, b]);
    for (const desk of [a, b]) expect((await desk.rows()).get("reader/r1")).toMatchObject({ unit: "四年级" });
    for (const desk of [a, b]) expect(await asked(desk)).toEqual([]);
  });

  it("asks again whether a record goes that one desk deleted and the other edited, whichever was decided", async () => {
    for (const decided of [null, true]) {
      const [a, b] = await twoDesks();
      await run(a, remove("reader", "r1"));
      await run(b, edit("reader", "r1", { unit: "四年级" }));
      await exchangeAll([a, b]);
      const [before, edited] = [await asked(b), await edits(b)];
      expect(edited).toEqual([["unit", "四年级", expect.arrayContaining(["b".repeat(16)])]]);
      await run(b, cells({ [DELETED]: decided }));
      await exchangeAll([a, b]);
      expect(await asked(a)).toEqual([]);
      await (await b.writer.undo())?.written.confirmed;
      await exchangeAll([a, b]);
      for (const desk of [a, b]) {
        expect(await asked(desk)).toEqual(before);
        expect(await edits(desk)).toEqual(expect.arrayContaining(edited as unknown[]));
        expect((await desk.rows()).get("reader/r1")).toMatchObject({ unit: "四年级", name: "李卫东", open: 1 });
      }
      await same();
      await (await b.writer.redo())?.written.confirmed;
      await exchangeAll([a, b]);
      for (const desk of [a, b]) {
        expect(await asked(desk)).toEqual([]);
        expect((await desk.rows()).get("reader/r1")?.gone).toBe(decided === true ? 1 : undefined);
      }
      await same();
      for (const { db } of desks) await db.delete();
    }
  });

  it(
    "gives back the same questions on every desk, whatever two desks wrote and one of them decided",
    async () => {
      const value = fc.constantFrom("甲", "乙", "丙", null);
      const patch = fc.oneof(
        {
          weight: 4,
          arbitrary: fc.record(
            {
              name: value,
              unit: value,
              email: value,
              "consents/sms.event": fc.record({ given: fc.boolean(), at: fc.nat(3) }),
            },
            { requiredKeys: [] },
          ),
        },
        { weight: 1, arbitrary: fc.constant({ [DELETED]: true }) },
      );
      const said = patch.filter((values) => Object.keys(values).length > 0);
      await fc.assert(
        fc.asyncProperty(
          fc.array(said, { minLength: 1, maxLength: 2 }),
          fc.array(said, { minLength: 1, maxLength: 2 }),
          said,
          fc.boolean(),
          async (ofA, ofB, decision, travels) => {
            for (const { db } of desks) await db.delete();
            const [a, b] = await twoDesks();
            for (const one of ofA) await run(a, cells(one as Record<string, Json>));
            for (const one of ofB) await run(b, cells(one as Record<string, Json>));
            await exchangeAll([a, b]);
            const before = await asked(a);
            await run(a, cells(decision as Record<string, Json>));
            if (travels) await exchangeAll([a, b]);
            await (await a.writer.undo())?.written.confirmed;
            expect(await asked(a)).toEqual(before);
            await exchangeAll([a, b]);
            expect(await asked(b)).toEqual(before);
            await same();
            for (const desk of [a, b]) {
              const kept = await desk.frontiers();
              await desk.start(desks);
              await exchangeAll([a, b]);
              expect(await desk.frontiers()).toEqual(kept);
            }
          },
        ),
        {
          numRuns: proofScale(3, 400),
          examples: [
            // a deletion and a value asked about in one record
            [[{ [DELETED]: true }, { name: "甲" }], [{ name: "乙" }], { [DELETED]: true }, false],
            [[{ unit: "甲" }, { [DELETED]: true }], [{ unit: null }], { unit: null }, false],
            // decided by saying what was shown
            [[{ [DELETED]: true }], [{ name: "乙" }], { name: "乙" }, false],
          ],
        },
      );
    },
    proofScale(120_000, 700_000),
  );
});
