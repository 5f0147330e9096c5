/**
 * A desk that works while thousands of a colleague's changes come in: what is written in the middle waits for no more
 * than a slice.
 */
import "../../../support/indexed-db.ts";
import { describe, expect, it } from "vitest";
import { CHECKPOINT_RULE } from "#shared/replication/checkpoints/checkpoint-due.ts";
import type { SyncPorts } from "#shared/replication/exchange/ports.ts";
import type { Slice } from "#shared/replication/exchange/slice.ts";
import { sync } from "#shared/replication/exchange/sync.ts";
import { createReplica } from "../../../../renderer/db/exchange/replica.ts";
import { create } from "../../../../renderer/db/write/changes.ts";
import { makeDevice, markedShare } from "../../../support/desks.ts";
import { openDesk } from "./desk.ts";

const CHANGES = 3_000;
const SLICE_OPS = 200;
/** All of it comes by batches. */
const options = { checkpoints: { ...CHECKPOINT_RULE, tailOps: 2 * CHANGES } };

describe("a pull of thousands of changes", () => {
  it("goes in slices of at most two hundred operations, between which a quick log is written, journaled and confirmed", {
    timeout: 120_000,
  }, async () => {
    const clock = { ms: 1_790_000_000_000 };
    const share = markedShare();
    const [colleague, own] = [makeDevice("儿童馆", clock), makeDevice("一楼", clock)];
    for (let n = 0; n < CHANGES; n++) colleague.write(`r${n % 700}`, { name: `读者 ${n}` });
    await colleague.sync(share, options);

    const { stream } = own.replica;
    const { db, writer, memory } = await openDesk(undefined, undefined, 0, stream, 10);
    const replica = createReplica({
      db,
      host: memory.host,
      stream,
      now: () => clock.ms,
      random: (length) => new Uint8Array(length),
      exclusive: (run) => run(),
    });
    const slices: number[] = [];
    const presses: Promise<{ readonly at: number; readonly confirmedAt: number }>[] = [];
    const quickLog = async (at: number): Promise<{ readonly at: number; readonly confirmedAt: number }> => {
      const command = await writer.run("interaction.log", [
        create("interaction", `quick-${at}`, { purpose: "circulation" }),
      ]);
      expect(await command.confirmed).toEqual({ ok: true, value: null });
      return { at, confirmedAt: slices.length };
    };
    const apply = async (slice: Slice): ReturnType<typeof replica.apply> => {
      slices.push(slice.entries.reduce((sum, { ops }) => sum + ops.length, 0));
      const applied = replica.apply(slice);
      // a person presses a key while the slice is being applied
      if (slices.length % 4 === 2) presses.push(quickLog(slices.length));
      return applied;
    };
    const ports: SyncPorts = { ...own.ports(share), replica: { ...replica, apply } };
    const report = await sync(ports, options);
    expect(report.outcome).toEqual({ tag: "done" });
    expect(slices.length).toBeGreaterThanOrEqual(CHANGES / SLICE_OPS);
    expect(Math.max(...slices)).toBeLessThanOrEqual(SLICE_OPS);
    const quick = await Promise.all(presses);
    expect(quick.length).toBeGreaterThan(2);
    // each before the pull had gone two slices further
    for (const { at, confirmedAt } of quick) expect(confirmedAt - at).toBeLessThanOrEqual(2);

    expect(await db.reader.count()).toBe(700);
    await sync(ports);
    await colleague.sync(share);
    for (const { at } of quick)
      expect(colleague.replica.row("interaction", `quick-${at}`)?.purpose).toBe("circulation");
    db.close();
  });
});
