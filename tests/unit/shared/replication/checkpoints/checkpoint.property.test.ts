/**
 * A state taken over is the state applied batch by batch: the same rows with the same frontiers, whatever was
 * written before, and whatever comes later from people who had not seen it.
 */
import fc from "fast-check";
import { expect, it } from "vitest";
import { CHECKPOINT_RULE, type CheckpointRule } from "#shared/replication/checkpoints/checkpoint-due.ts";
import { parseName } from "#shared/replication/files/names.ts";
import type { Op } from "#shared/replication/rows/entry.ts";
import { cellsOf, frontierOf } from "#shared/replication/rows/merge-cells.ts";
import type { FrontierWrite } from "#shared/replication/rows/row.ts";
import { type Device, makeDevice, markedShare, settleAll } from "../../../../support/desks.ts";
import { createMemoryStore } from "../../../../support/memory-store.ts";
import { proofScale } from "../../../../support/proof-scale.ts";

const EAGER: CheckpointRule = { ...CHECKPOINT_RULE, tailBatches: 1, tailOps: 2, partBytes: 700 };
const RUNS = proofScale(2, 150);
const NEVER: CheckpointRule = { ...CHECKPOINT_RULE, tailBatches: 1e9, tailOps: 1e9 };

type Step = { readonly desk: number } & (
  | { readonly act: "write"; readonly id: string; readonly cells: Op["cells"] }
  | { readonly act: "sync"; readonly eager: boolean }
);

const someCells: fc.Arbitrary<Op["cells"]> = fc.oneof(
  fc.record({ name: fc.constantFrom("甲", "乙", "丙", null) }),
  // values that fit: what stood before one that does not is not in a checkpoint whose writer knows better
  fc.record({ note: fc.constantFrom("安静", "来电", "!"), email: fc.constantFrom("a@example.org", null) }),
  fc.record({ "tags/x": fc.boolean() }),
  fc.record({ ".deleted": fc.constantFrom(true, null) }),
  fc.record({ newer: fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.parse(JSON.stringify(value))) }),
);

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      act: fc.constant("write" as const),
      desk: fc.nat(2),
      id: fc.constantFrom("r1", "r2", "r3", "r4"),
      cells: someCells,
    }),
  },
  { weight: 2, arbitrary: fc.record({ act: fc.constant("sync" as const), desk: fc.nat(2), eager: fc.boolean() }) },
);

/** In which a checkpoint certainly lies on the share: of a few histories that are drawn none may have one. */
const TAKEN_OVER: readonly Step[] = ["r1", "r2", "r3", "r4", "r1"].flatMap((id): Step[] => [
  { act: "write", desk: 0, id, cells: { name: "甲", note: "来电" } },
  { act: "sync", desk: 0, eager: true },
]);

it("a state by checkpoint and tail is the state by all batches, before and after what others write later", {
  timeout: proofScale(120_000, 700_000),
}, async () => {
  let taken = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 10, maxLength: 40 }),
      fc.array(step, { maxLength: 12 }),
      async (history, later) => {
        const clock = { ms: 1_700_000_000_000 };
        const share = markedShare();
        const desks = ["a", "b", "c"].map((name) => makeDevice(name, clock));
        await play(history, desks, share);
        const bare = createMemoryStore(
          new Map([...share.files].filter(([name]) => !["part", "manifest"].includes(parseName(name)?.tag ?? ""))),
        );
        // one joiner, twice: what others have seen of it is the same in both worlds
        const byState = makeDevice("joiner", clock);
        // what somebody has written before joining is concurrent to everything
        byState.write("r1", { note: "mine" });
        const byBatches = byState.twin();
        const report = await byState.sync(share, { checkpoints: NEVER });
        await byBatches.sync(bare, { checkpoints: NEVER });
        taken += report.takenOver === undefined ? 0 : 1;
        expect(report.warnings).toEqual([]);
        expect(told(byState)).toEqual(told(byBatches));
        const before = clock.ms;
        byState.write("r2", { name: "丁" });
        clock.ms = before;
        byBatches.write("r2", { name: "丁" });
        await play(later, desks, share);
        // the others' new batches come to the second share too
        for (const [name, bytes] of share.files)
          if (
            ["head", "batch", "device"].includes(parseName(name)?.tag ?? "") &&
            !name.includes(byState.replica.stream)
          )
            bare.files.set(name, bytes);
        await byState.sync(share, { checkpoints: NEVER });
        await byBatches.sync(bare, { checkpoints: NEVER });
        expect(told(byState)).toEqual(told(byBatches));
        await settleAll([...desks, byState], share);
        for (const desk of desks) expect(desk.replica.lines()).toEqual(byState.replica.lines());
        expect((await byState.replica.digest()).tables).toEqual((await (desks[0] ?? byState).replica.digest()).tables);
      },
    ),
    { numRuns: RUNS + 1, examples: [[[...TAKEN_OVER], []]] },
  );
  expect(taken).toBeGreaterThan(RUNS / 8);
});

async function play(
  steps: readonly Step[],
  desks: readonly Device[],
  share: ReturnType<typeof markedShare>,
): Promise<void> {
  for (const one of steps) {
    const desk = desks[one.desk];
    if (one.act === "write") desk?.write(one.id, one.cells);
    else await desk?.sync(share, { checkpoints: one.eager ? EAGER : NEVER });
  }
}

/** Rows with all their frontiers, in any order of arrival. */
function told({ replica }: Device): readonly unknown[] {
  const write = ({ ex, ...rest }: FrontierWrite): unknown => ({ ...rest, ...(ex && { ex: ex.map(String).sort() }) });
  const sorted = (writes: readonly FrontierWrite[]): readonly unknown[] =>
    writes.map(write).sort((x, y) => (JSON.stringify(x) < JSON.stringify(y) ? -1 : 1));
  return [...replica.rows]
    .map(([key, row]) => [
      key,
      ...[...cellsOf("reader", row)].sort().map((cell) => [cell, sorted(frontierOf("reader", row, cell))]),
      row.open,
      row.gone,
    ])
    .sort();
}
