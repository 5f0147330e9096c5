/** The promises of the data path, on desks with real databases that do anything in any order. */
import "../../../support/indexed-db.ts";
import { createHash } from "node:crypto";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { digestOf } from "#shared/replication/rows/digest.ts";
import { frontierOf } from "#shared/replication/rows/merge-cells.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";
import { readDigest } from "../../../../renderer/db/exchange/kept-digest.ts";
import { type Change, create, remove } from "../../../../renderer/db/write/changes.ts";
import { ReaderGone } from "../../../../renderer/db/write/commit.ts";
import { undoStack } from "../../../../renderer/db/write/undo-stack.ts";
import { proofScale } from "../../../support/proof-scale.ts";
import { exchangeAll, RandomDesk } from "./random-desks.ts";

type Step = { readonly desk: number } & (
  | { readonly act: "write"; readonly changes: readonly Wish[] }
  | { readonly act: "undo" | "redo" | "open" }
  | {
      readonly act: "restore";
      readonly meanwhile: readonly Wish[];
      readonly beside: readonly Wish[];
      readonly undo: boolean;
    }
  | { readonly act: "lose"; readonly overshoot: number }
  | { readonly act: "save"; readonly value: string }
  | { readonly act: "pull"; readonly from: number; readonly limit: number }
);
interface Wish {
  readonly id: string;
  readonly act: "fill" | "remove";
  readonly values: { readonly name?: string; readonly email?: string; readonly tags?: readonly string[] };
}

const ids = fc.constantFrom("r1", "r1", "r1", "r2");
const wish: fc.Arbitrary<Wish> = fc.record({
  id: ids,
  act: fc.constantFrom("fill", "fill", "fill", "remove"),
  values: fc.record(
    {
      name: fc.constantFrom("甲", "乙", "丙", "丁", "戊"),
      email: fc.constantFrom("a@b.cn", "c@d.cn"),
      tags: fc.subarray(["x", "y"]),
    },
    { requiredKeys: ["name"] },
  ),
});
const desk = fc.constantFrom(0, 0, 1, 1, 2);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      act: fc.constant("write" as const),
      desk,
      changes: fc.array(wish, { minLength: 1, maxLength: 3 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      act: fc.constantFrom("undo" as const, "undo" as const, "redo" as const, "open" as const),
      desk,
    }),
  },
  { weight: 1, arbitrary: fc.record({ act: fc.constant("save" as const), desk, value: fc.constantFrom("丁", "戊") }) },
  {
    weight: 1,
    arbitrary: fc.record({
      act: fc.constant("restore" as const),
      desk,
      meanwhile: fc.array(wish, { maxLength: 2 }),
      beside: fc.array(wish, { minLength: 1, maxLength: 2 }),
      undo: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ act: fc.constant("lose" as const), desk, overshoot: fc.nat(2) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      act: fc.constant("pull" as const),
      desk,
      from: desk,
      limit: fc.integer({ min: 1, max: 3 }),
    }),
  },
);

const OFFSETS = [0, 3_600_000, -3_600_000];
let running: readonly RandomDesk[] = [];

afterEach(async () => {
  for (const each of running) await each.db.delete();
  running = [];
});

/** One record is touched once in a command: a later change of it would not see the earlier one. */
function changesOf(wishes: readonly Wish[], rows: ReadonlyMap<string, AnyRow>): readonly Change[] {
  const byId = new Map(wishes.map((item) => [item.id, item]));
  return [...byId.values()].flatMap(({ id, act, values }): Change[] => {
    const row = rows.get(`reader/${id}`);
    if (act === "remove") return row === undefined ? [] : [remove("reader", id)];
    return [row === undefined ? create("reader", id, values) : { act: "edit", kind: "reader", id, patch: values }];
  });
}

/** Cells whose shown state a colleague's write takes part in. */
const colleaguesCells = (frontiers: ReadonlyMap<string, string>, own: string): ReadonlyMap<string, string> =>
  new Map(
    [...frontiers].filter(
      ([key, writes]) =>
        key.split("/").length > 2 &&
        writes.split(" ").some((write) => write !== "" && !write.startsWith(own.charAt(0))),
    ),
  );

const valuesOf = (writes: string): readonly string[] =>
  writes.split(" ").map((write) => write.slice(write.indexOf("=") + 1));

/** A colleague's record that is removed, and comes back by undo. */
const REMOVED_AND_BACK: Step[] = [
  { act: "write", desk: 0, changes: [{ id: "r1", act: "fill", values: { name: "甲" } }] },
  { act: "pull", desk: 2, from: 0, limit: 1 },
  { act: "write", desk: 2, changes: [{ id: "r1", act: "remove", values: { name: "甲" } }] },
  { act: "undo", desk: 2 },
];

async function play(steps: readonly Step[]): Promise<readonly RandomDesk[]> {
  let now = 10_000_000;
  const desks = OFFSETS.map((offset, index) => new RandomDesk("abc".charAt(index).repeat(16), () => now + offset));
  for (const each of running) await each.db.delete();
  for (const each of desks) await each.start(desks);
  running = desks;
  const forms = new Map<RandomDesk, Readonly<Record<string, readonly (readonly [string, number])[]>>>();
  for (const step of steps) {
    now += 7;
    const me = desks[step.desk];
    if (me === undefined) continue;
    switch (step.act) {
      case "write":
        await (await me.writer.run("test", changesOf(step.changes, await me.rows()))).confirmed;
        break;
      case "undo":
      case "redo": {
        const before = colleaguesCells(await me.frontiers(), me.stream);
        const rows = await me.rows();
        // whose it was may be deleted by now
        const undone = await me.writer[step.act]().catch((error: unknown) => {
          if (error instanceof ReaderGone) return null;
          throw error;
        });
        await undone?.written.confirmed;
        const after = await me.frontiers();
        const isBack = (cell: string): boolean => rows.get(cell.split("/").slice(0, 2).join("/"))?.gone === 1;
        for (const [cell, writes] of before) {
          const now = after.get(cell);
          // who brings a deleted record back says all of it anew, as it was shown
          if (now !== writes && isBack(cell))
            expect(valuesOf(writes), `${step.act} of ${cell}`).toContain(valuesOf(now ?? "")[0]);
          else expect(now, `${step.act} of ${cell}`).toBe(writes);
        }
        break;
      }
      case "open": {
        const row = (await me.rows()).get("reader/r1");
        forms.set(me, {
          name: row === undefined ? [] : frontierOf("reader", row, "name").map(({ by }) => [by[0], by[1]] as const),
        });
        break;
      }
      case "save": {
        const openedOn = forms.get(me);
        if (openedOn === undefined || !(await me.rows()).has("reader/r1")) break;
        await (
          await me.writer.run("test", [
            { act: "edit", kind: "reader", id: "r1", patch: { name: step.value }, openedOn },
          ])
        ).confirmed;
        break;
      }
      case "restore": {
        const copy = await me.copy();
        for (const item of step.meanwhile)
          await (await me.writer.run("test", changesOf([item], await me.rows()))).confirmed;
        await me.restore(copy, desks, async (writer) => {
          for (const item of step.beside)
            await (await writer.run("beside", changesOf([item], await me.rows()))).confirmed;
          if (step.undo) await (await writer.undo())?.written.confirmed;
        });
        break;
      }
      case "pull": {
        const from = desks[step.from];
        if (from !== undefined && from !== me) await me.pull(from, step.limit);
        break;
      }
      case "lose": {
        const before = {
          acts: undoStack(await me.db.log.toArray()),
          applied: await me.db.streams.toArray(),
          frontiers: await me.frontiers(),
        };
        await me.start(desks, step.overshoot);
        expect(undoStack(await me.db.log.toArray())).toEqual(before.acts);
        if (step.overshoot > 0) break;
        // brought to where it stood, it shows and knows what it did
        for (const { stream, seq } of before.applied) {
          const other = desks.find((each) => each.stream === stream && each !== me);
          const here = (await me.db.streams.get(stream))?.seq ?? 0;
          if (other !== undefined && seq > here) await me.pull(other, seq - here);
        }
        const stands = await me.db.streams.toArray();
        if (stands.every(({ stream, seq }) => seq === (before.applied.find((row) => row.stream === stream)?.seq ?? 0)))
          expect(await me.frontiers()).toEqual(before.frontiers);
        break;
      }
    }
  }
  return desks;
}

const sha256 = (text: string): Uint8Array => createHash("sha256").update(text).digest();

/** What a desk has kept beside its rows along the way, against what the rows say now. */
async function expectWholeDigest(desk: RandomDesk): Promise<void> {
  const rows = [...(await desk.rows())].map(([key, row]) => [key.slice(0, key.indexOf("/")), row] as const);
  expect(await readDigest(desk.db)).toEqual(digestOf(rows, sha256));
}

describe("desks with real databases", () => {
  it(
    "check 1: check 14: end at one state and one kept digest whatever they did, undid and lost, and no undo touches a colleague's write",
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
          const desks = await play(steps);
          for (const each of desks) await expectWholeDigest(each);
          await exchangeAll(desks);
          const [first, ...rest] = await Promise.all(desks.map((each) => each.frontiers()));
          for (const frontiers of rest) expect(frontiers).toEqual(first);
          const [line, ...lines] = await Promise.all(desks.map((each) => each.lines()));
          for (const other of lines) expect(other).toEqual(line);
          const late = new RandomDesk("d".repeat(16), () => 1);
          await late.start([]);
          running = [...desks, late];
          await exchangeAll([late, ...desks]);
          expect(await late.frontiers()).toEqual(first);
          for (const each of [late, ...desks]) await expectWholeDigest(each);
          const digests = await Promise.all([late, ...desks].map((each) => readDigest(each.db)));
          for (const digest of digests) expect(digest).toEqual(digests[0]);
        }),
        { numRuns: proofScale(4, 600), examples: [[REMOVED_AND_BACK]] },
      );
    },
    proofScale(120_000, 700_000),
  );

  it("sees nothing in an own entry that came after it, when a rebuilding finds more of a colleague than there was", async () => {
    let now = 10_000_000;
    const tick = (): number => ++now;
    const [a, b] = [new RandomDesk("a".repeat(16), tick), new RandomDesk("b".repeat(16), tick)];
    running = [a, b];
    for (const each of running) await each.start(running);
    const name = async (each: RandomDesk, value: string): Promise<unknown> =>
      (await each.writer.run("test", [create("reader", "r1", { name: value })])).confirmed;
    await name(b, "甲");
    await a.pull(b, 1);
    await name(a, "乙");
    await name(b, "丙");
    await a.start(running, 2);
    expect((await a.rows()).get("reader/r1")).toMatchObject({ open: 1 });
    await exchangeAll([a, b]);
    expect(await a.frontiers()).toEqual(await b.frontiers());
  });
});
