/** Readers whom two desks merge without knowing of each other: one person, or a question; nobody is silently gone. */
import "../../../support/indexed-db.ts";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { joinRecords } from "#shared/replication/rows/alias.ts";
import { conflictsOf, decideMerges, type MergeConflict } from "#shared/replication/rows/conflict-view.ts";
import type { Op } from "#shared/replication/rows/entry.ts";
import { readFirst, readReaderClass } from "../../../../renderer/db/reader-class.ts";
import { type Change, create } from "../../../../renderer/db/write/changes.ts";
import { readAll, readReader } from "../../../../renderer/worker/library-use/read-library-use.ts";
import { readBesideUse } from "../../../../renderer/worker/rules/beside-use.ts";
import { proofScale } from "../../../support/proof-scale.ts";
import { exchangeAll, RandomDesk } from "./random-desks.ts";

let desks: readonly RandomDesk[] = [];

afterEach(async () => {
  for (const { db } of desks) await db.delete();
  desks = [];
});

const READERS = ["r1", "r2", "r3", "r4"];

async function desksOf(count: number): Promise<readonly RandomDesk[]> {
  for (const { db } of desks) await db.delete();
  let now = 10_000_000;
  desks = [..."abc"].slice(0, count).map((letter) => new RandomDesk(letter.repeat(16), () => ++now));
  for (const desk of desks) await desk.start(desks);
  await run(
    desks[0],
    READERS.map((id) => create("reader", id, { name: `读者${id}` })),
  );
  await exchangeAll(desks);
  return desks;
}

async function run(desk: RandomDesk | undefined, changes: readonly Change[]): Promise<void> {
  if (desk === undefined) throw new Error("a desk");
  await (await desk.writer.run("reader.merge", changes)).confirmed;
}

const written = ({ id, cells }: Op): Change => ({ act: "cells", kind: "reader", id, cells });

/**
 * As the screens do it: the person of one with the person of the other. @returns what became of it, none where they
 * were one
 */
async function merge(desk: RandomDesk | undefined, a: string, b: string): Promise<readonly [string, string] | null> {
  if (desk === undefined) throw new Error("a desk");
  const [one, other] = [await readFirst(desk.db, a), await readFirst(desk.db, b)];
  if (one === other) return null;
  await run(desk, [written(joinRecords("reader", one, other).op)]);
  return [one, other];
}

const mergesAsked = async (desk: RandomDesk): Promise<readonly MergeConflict[]> =>
  [...(await desk.rows())].flatMap(([key, row]) =>
    key.startsWith("reader/") ? conflictsOf("reader", row, null).filter((conflict) => conflict.tag === "merges") : [],
  );

const classes = async ({ db }: RandomDesk): Promise<readonly string[]> =>
  [
    ...new Set(
      await Promise.all(READERS.map(async (id) => [...((await readReaderClass(db, id))?.ids ?? [])].sort().join("+"))),
    ),
  ].sort();

async function decideAll(desk: RandomDesk): Promise<void> {
  for (let [question] = await mergesAsked(desk); question !== undefined; [question] = await mergesAsked(desk)) {
    const firsts = new Map(
      await Promise.all(
        question.sides.map(async ({ into }) => [into ?? "", await readFirst(desk.db, into ?? "")] as const),
      ),
    );
    await run(desk, decideMerges(question, "both", (id) => firsts.get(id) ?? id).map(written));
  }
}

describe("merges that cross", () => {
  it("are one person on both desks where one follows the other, with all that was ever recorded of them", async () => {
    const [a, b] = await desksOf(2);
    if (a === undefined || b === undefined) throw new Error("two desks");
    await run(a, [
      create("interaction", "i1", { reader: "r3", at: Date.UTC(2026, 10, 20, 9), channel: "desk" }),
      create("task", "t1", { text: "回电", promisedTo: "r3", due: "2026-11-01" }),
    ]);
    await exchangeAll(desks);
    await merge(a, "r1", "r2");
    await merge(b, "r2", "r3");
    await exchangeAll(desks);
    for (const { db } of desks) {
      for (const id of ["r1", "r2", "r3"])
        expect((await readReaderClass(db, id))?.ids.toSorted()).toEqual(["r1", "r2", "r3"]);
      const { readers } = await readAll(db, () => undefined);
      expect(readers.map(({ id, contacts }) => [id, contacts.to - contacts.from])).toEqual([
        ["r1", 1],
        ["r4", 0],
      ]);
      const read = new Map((await readReader(db, "r3")).map(({ id, use }) => [id, use]));
      expect(read.get("r1")?.contacts).toMatchObject({ from: 0, to: 1 });
      expect([...(await readBesideUse(db, 20_800)).withOpenTask]).toEqual(["r1"]);
    }
  });

  it("are a question on both desks where one record was merged into two, and the decision holds on both and can be taken back", async () => {
    const [a, b] = await desksOf(2);
    if (a === undefined || b === undefined) throw new Error("two desks");
    await merge(a, "r1", "r3");
    await merge(b, "r2", "r3");
    await exchangeAll(desks);
    const said = async (desk: RandomDesk): Promise<unknown> =>
      (await mergesAsked(desk)).map(({ id, sides }) => [
        id,
        sides.map(({ into, of, inUse }) => [into, of[0].charAt(0), inUse]),
      ]);
    const question = [
      [
        "r3",
        [
          ["r1", "a", false],
          ["r2", "b", true],
        ],
      ],
    ];
    for (const desk of desks) expect(await said(desk)).toEqual(question);
    await decideAll(b);
    await exchangeAll(desks);
    for (const desk of desks) {
      expect(await said(desk)).toEqual([]);
      expect(await classes(desk)).toEqual(["r1+r2+r3", "r4"]);
    }
    await (await b.writer.undo())?.written.confirmed;
    await exchangeAll(desks);
    for (const desk of desks) expect(await said(desk)).toEqual(question);
    for (const desk of desks) expect(await classes(desk)).toEqual(["r1", "r2+r3", "r4"]);
  });

  it("are a question where one desk parts whom the other merges elsewhere", async () => {
    const [a, b] = await desksOf(2);
    if (a === undefined || b === undefined) throw new Error("two desks");
    await run(b, [written(joinRecords("reader", "r2", "r3").op)]);
    await merge(a, "r1", "r3");
    await (await a.writer.undo())?.written.confirmed;
    await exchangeAll(desks);
    for (const desk of desks)
      expect((await mergesAsked(desk)).map(({ sides }) => sides.map(({ into }) => into))).toEqual([["r2", null]]);
  });

  it("lose nobody whatever three desks merge in any order: each merge stands or is asked about, and all can be one", {
    timeout: proofScale(120_000, 700_000),
  }, async () => {
    const desk = fc.nat(2);
    const reader = fc.constantFrom(...READERS);
    const step = fc.oneof(
      { weight: 3, arbitrary: fc.record({ act: fc.constant("merge" as const), desk, a: reader, b: reader }) },
      {
        weight: 2,
        arbitrary: fc.record({
          act: fc.constant("pull" as const),
          desk,
          from: desk,
          limit: fc.integer({ min: 1, max: 2 }),
        }),
      },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const all = await desksOf(3);
        const merged: (readonly [string, string])[] = [];
        for (const each of steps) {
          const [me, from] = [all[each.desk], each.act === "pull" ? all[each.from] : undefined];
          if (each.act === "merge") merged.push(...[await merge(me, each.a, each.b)].filter((pair) => pair !== null));
          else if (me !== undefined && from !== undefined && me !== from) await me.pull(from, each.limit);
        }
        await exchangeAll(all);
        const [first] = all;
        if (first === undefined) throw new Error("a desk");
        const questions = await mergesAsked(first);
        for (const [one, other] of merged) {
          const isOne = (await readReaderClass(first.db, one))?.ids.includes(other);
          const isAsked = questions.some(
            ({ id, sides }) =>
              id === [one, other].sort()[1] && sides.some(({ into }) => into === [one, other].sort()[0]),
          );
          expect(isOne === true || isAsked, `${one} with ${other}`).toBe(true);
        }
        for (const other of all) expect(await classes(other)).toEqual(await classes(first));
        await decideAll(first);
        await exchangeAll(all);
        for (const other of all) expect(await classes(other)).toEqual(componentsOf(merged));
      }),
      { numRuns: proofScale(3, 400) },
    );
  });
});

function componentsOf(pairs: readonly (readonly [string, string])[]): readonly string[] {
  let groups = READERS.map((id) => [id]);
  for (const [a, b] of pairs) {
    const touched = groups.filter((group) => group.includes(a) || group.includes(b));
    groups = [...groups.filter((group) => !touched.includes(group)), touched.flat()];
  }
  return groups.map((group) => [...group].sort().join("+")).sort();
}
