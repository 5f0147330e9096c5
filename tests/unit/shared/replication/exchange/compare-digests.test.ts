/** Who stands at the same entries compares: a difference is told with both figures, and nothing is taken over. */
import { describe, expect, it } from "vitest";
import type { AnyRow } from "#shared/replication/rows/row.ts";
import { type Device, makeDevice, markedShare, type TestClock } from "../../../../support/desks.ts";

const DAY_MS = 24 * 60 * 60_000;

/** A row that changes with nobody's entry, as a faulty program or a spoilt page of the database would make it. */
function spoil(device: Device, kind: string, id: string, change: Partial<AnyRow>): void {
  const rows = device.replica.rows as Map<string, AnyRow>; // the test reaches behind the replica's back
  const row = rows.get(`${kind}/${id}`);
  if (row !== undefined) rows.set(`${kind}/${id}`, { ...row, ...change });
}

describe("two desks at the same entries", () => {
  it("say nothing where their records are the same", async () => {
    const clock: TestClock = { ms: 1_700_000_000_000 };
    const share = markedShare();
    const [a, b] = [makeDevice("一楼", clock), makeDevice("儿童馆", clock)];
    for (let day = 0; day < 4; day++) {
      a.write(`r${day}`, { name: "李卫东" });
      b.write("r0", { name: `第${day}天` });
      for (const device of [a, b, a, b]) expect((await device.sync(share)).warnings).toEqual([]);
      clock.ms += DAY_MS;
    }
  });

  it("name the kind in which they differ, with the figures of both, and adopt nothing", async () => {
    const clock: TestClock = { ms: 1_700_000_000_000 };
    const share = markedShare();
    const [a, b] = [makeDevice("一楼", clock), makeDevice("儿童馆", clock)];
    a.write("r1", { name: "李卫东" });
    b.write("r2", { name: "王芳" });
    for (const device of [a, b]) await device.sync(share);
    spoil(a, "reader", "r1", { name: "李卫冬" });
    const { warnings } = await a.sync(share);
    expect(warnings).toEqual([
      {
        tag: "digest-differs",
        stream: b.replica.stream,
        device: "儿童馆",
        kinds: ["reader"],
        ours: await a.replica.digest(),
        theirs: await b.replica.digest(),
      },
    ]);
    expect(a.replica.row("reader", "r1")?.name).toBe("李卫冬");
    expect(b.replica.row("reader", "r1")?.name).toBe("李卫东");
  });

  it("compare on the way too, where a colleague's acknowledgement is followed by further entries", async () => {
    const clock: TestClock = { ms: 1_700_000_000_000 };
    const share = markedShare();
    const [a, b] = [makeDevice("一楼", clock), makeDevice("儿童馆", clock)];
    a.write("r1", { name: "李卫东" });
    for (const device of [a, b]) await device.sync(share);
    b.write("r2", { name: "王芳" });
    await b.sync(share);
    spoil(a, "reader", "r1", { name: "李卫冬" });
    expect((await a.sync(share)).warnings).toMatchObject([
      { tag: "digest-differs", stream: b.replica.stream, kinds: ["reader"] },
    ]);
  });

  it("do not compare where one has set aside what the other understands", async () => {
    const clock: TestClock = { ms: 1_700_000_000_000 };
    const share = markedShare();
    const [a, b] = [makeDevice("一楼", clock), makeDevice("儿童馆", clock)];
    a.write("r1", { name: "李卫东" });
    // as a newer program would write: another kind of value
    a.write("r1", { name: 7 });
    for (const device of [a, b, a, b]) expect((await device.sync(share)).warnings).toEqual([]);
    expect((await b.replica.digest()).aside).toBe(1);
  });
});
