import "../../../../support/indexed-db.ts";
import { expect, it } from "vitest";
import { makeHlc } from "#shared/kernel/hlc.ts";
import { openDexieReplica } from "../../../../support/dexie-replica.ts";
import { describeReplica } from "../../../../support/replica-contract.ts";
import { describeWholeState } from "../../../../support/whole-state-contract.ts";

describeReplica("the database's replica", openDexieReplica);
describeWholeState("the database's replica", openDexieReplica);

it("purges nothing for an erasing that counts no more before anything was purged", async () => {
  const at = await openDexieReplica("a".repeat(16), () => 1_790_000_000_000);
  await at.write([{ kind: "reader", id: "r1", cells: { name: "自己写的" } }]);
  const erasing = {
    seq: 1,
    hlc: makeHlc(1_789_000_000_000, 0),
    pulls: 0,
    staff: "t",
    command: "test",
    ops: [{ kind: "erased", id: "r1", cells: { at: 7 } }],
  };
  await at.replica.apply({ stream: "x".repeat(16), entries: [erasing] });
  await at.replica.rebuild(async () => undefined);
  await at.endErasing();
  expect((await at.journal())[0]?.ops).toHaveLength(1);
  expect((await at.rows()).get("reader/r1")).toMatchObject({ name: "自己写的" });
  await at.close();
});

it("erases nobody again while it is being filled anew: what has erased them is yet to come", async () => {
  const at = await openDexieReplica("a".repeat(16), () => 1_790_000_000_000);
  const erasing = {
    seq: 1,
    hlc: makeHlc(1_789_999_000_000, 0),
    pulls: 0,
    staff: "t",
    command: "test",
    ops: [{ kind: "erased", id: "r1", cells: { at: 7 } }],
  };
  await at.replica.apply({ stream: "x".repeat(16), entries: [erasing] });
  await at.endErasing();
  await at.write([{ kind: "reader", id: "r2", cells: { name: "自己写的" } }]);
  await at.replica.rebuild(() => Promise.reject(new Error("killed"))).catch(() => "killed");
  expect((await at.replica.state()).unfinished).toBe(true);
  expect(await at.replica.eraseBelongings()).toBe(0);
  await at.endErasing();
  expect(await at.journal()).toHaveLength(1);
  await at.close();
});
