/**
 * Copied profiles that go on over two folders at once, so that two lines of one stream come to be known in
 * different places, and colleagues who have read the one or the other. In the end all stand at the same state,
 * and no value is gone that was not replaced by somebody who had seen it.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { frontierOf } from "#shared/replication/rows/merge-cells.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";
import { type Device, makeDevice, markedShare, settleAll } from "../../../support/desks.ts";
import { proofScale } from "../../../support/proof-scale.ts";

type Act =
  | { readonly tag: "write"; readonly desk: number; readonly record: number }
  | { readonly tag: "sync"; readonly desk: number; readonly store: number }
  | { readonly tag: "clone"; readonly desk: number };

const desk = fc.nat(4);
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ tag: fc.constant("write" as const), desk, record: fc.nat(1) }) },
  { weight: 6, arbitrary: fc.record({ tag: fc.constant("sync" as const), desk, store: fc.nat(1) }) },
  { weight: 1, arbitrary: fc.record({ tag: fc.constant("clone" as const), desk }) },
);

/** What a record's name is or might be. */
const valuesOf = (row: AnyRow | undefined): readonly string[] =>
  row === undefined ? [] : frontierOf("reader", row, "name").map(({ v }) => String(v));

interface Played {
  readonly desks: readonly Device[];
  /** By the value written, the record and what its author saw there. */
  readonly written: ReadonlyMap<string, { readonly record: string; readonly saw: readonly string[] }>;
}

async function play(count: number, acts: readonly Act[]): Promise<Played> {
  const clock = { ms: 1_700_000_000_000 };
  const stores = [markedShare(), markedShare()] as const;
  const desks = Array.from({ length: count }, (_, index) => makeDevice(`desk ${index}`, clock));
  const written = new Map<string, { record: string; saw: readonly string[] }>();
  for (const [step, item] of acts.entries()) {
    const me = desks[item.desk % desks.length];
    if (me === undefined) continue;
    if (item.tag === "sync") await me.sync(stores[item.store === 1 ? 1 : 0]);
    else if (item.tag === "clone") {
      if (desks.length < 5) desks.push(me.clone());
    } else {
      const record = `r${item.record}`;
      written.set(`${step}`, { record, saw: valuesOf(me.replica.row("reader", record)) });
      me.write(record, { name: `${step}` });
    }
  }
  for (let round = 0; round < 3; round++) for (const store of stores) await settleAll(desks, store);
  return { desks, written };
}

async function check(count: number, acts: readonly Act[]): Promise<void> {
  const { desks, written } = await play(count, acts);
  const [first] = desks;
  for (const device of desks) expect(device.replica.lines()).toEqual(first?.replica.lines());
  const replaced = new Set([...written.values()].flatMap(({ saw }) => saw));
  for (const [value, { record }] of written) {
    if (!replaced.has(value))
      expect(valuesOf(first?.replica.row("reader", record)), `what was written as ${value}`).toContain(value);
  }
}

describe("forks over two folders", () => {
  it("lose nothing that was not replaced by somebody who had seen it", {
    timeout: proofScale(120_000, 700_000),
  }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: 4 }), fc.array(act, { minLength: 8, maxLength: 30 }), (count, acts) =>
        check(count, acts),
      ),
      {
        numRuns: proofScale(2, 150),
        interruptAfterTimeLimit: proofScale(40_000, 600_000),
        markInterruptAsFailure: false,
      },
    );
  });

  it("let nobody replace a value of the kept line who has seen only the other one, whichever is kept", {
    timeout: 120_000,
  }, async () => {
    const outcomes = new Set<string>();
    for (let round = 0; round < 20 && outcomes.size < 2; round++) {
      const clock = { ms: 1_700_000_000_000 };
      const [share, stick] = [markedShare(), markedShare()];
      const [a, c, d] = [makeDevice("a", clock), makeDevice("c", clock), makeDevice("d", clock)];
      a.write("r0", { name: "common" });
      await a.sync(share);
      await a.sync(stick);
      const twin = a.clone();
      const { stream } = a.replica;
      a.write("r1", { name: "of the first" });
      twin.write("r1", { name: "of the twin" });
      await a.sync(share);
      await twin.sync(stick);
      await c.sync(stick);
      c.write("r1", { name: "after the twin" });
      await c.sync(share);
      await settleAll([d, a, c], share);
      // c brings the twin's line to the share, and where that is the one to stay, a leaves its stream
      outcomes.add(a.replica.stream === stream ? "first" : "twin");
      for (const device of [a, c, d])
        expect(valuesOf(device.replica.row("reader", "r1")).toSorted()).toEqual(["after the twin", "of the first"]);
      // who has rebuilt says from now on that she has seen the kept line
      c.write("r1", { name: "decided" });
      await settleAll([c, a, d], share);
      for (const device of [a, c, d]) expect(valuesOf(device.replica.row("reader", "r1"))).toEqual(["decided"]);
      const devices = [a, twin, c, d];
      for (let i = 0; i < 4; i++)
        for (const device of devices) for (const store of [share, stick]) await device.sync(store);
      for (const device of devices) {
        expect(device.replica.lines()).toEqual(a.replica.lines());
        expect(valuesOf(device.replica.row("reader", "r1"))).toContain("decided");
      }
    }
    expect(outcomes.size).toBe(2);
  });
});
