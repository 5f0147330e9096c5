import { describe, expect, it } from "vitest";
import { err } from "#shared/kernel/result.ts";
import { KINDS } from "#shared/model/kinds.ts";
import { fillDemo, localMoment } from "../../../../renderer/db/fill-demo.ts";
import { openDesk } from "./desk.ts";

const MOMENT = localMoment(Date.UTC(2026, 10, 24, 7));

describe("filling the trial", () => {
  it("writes and journals the whole library, out of reach of Ctrl+Z", { timeout: 120_000 }, async () => {
    const { db, writer, memory } = await openDesk();
    const seen: (readonly [number, number])[] = [];
    const filled = await fillDemo(writer, MOMENT, (done, total, isWaiting) => !isWaiting && seen.push([done, total]));
    expect(filled.ok).toBe(true);
    const [done, total] = seen.at(-1) ?? [];
    expect(done).toBe(total);
    const counts = await Promise.all(KINDS.map((kind) => db.table(kind).count()));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(total);
    expect(memory.entries).toHaveLength(seen.length);
    expect(await writer.undo()).toBeNull();
    if (filled.ok) expect((await db.reader.get(filled.value.shownReader))?.name).toBe("张素琴");
  });

  it("stops and says why when the journal does not take it", async () => {
    const failure = err({ tag: "disk-full", freeBytes: 10 } as const);
    let runs = 0;
    const writer = {
      run: async () => {
        runs += 1;
        return { seq: runs, confirmed: Promise.resolve(failure) };
      },
      confirm: async () => failure,
    };
    expect(await fillDemo(writer, MOMENT, () => undefined)).toEqual(failure);
    expect(runs).toBeLessThanOrEqual(3);
  });
});
