/** A deleted record that somebody brings back after a colleague's desk has swept it. */
import { describe, expect, it } from "vitest";
import { makeHlc } from "#shared/kernel/hlc.ts";
import { DELETED } from "#shared/replication/rows/entry.ts";
import { type Device, makeDevice, markedShare, settleAll } from "../../../support/desks.ts";

async function deletedEverywhere(): Promise<{
  readonly a: Device;
  readonly b: Device;
  readonly share: ReturnType<typeof markedShare>;
}> {
  const clock = { ms: 1_700_000_000_000 };
  const share = markedShare();
  const [a, b] = [makeDevice("a", clock), makeDevice("b", clock)];
  a.write("r1", { name: "李卫东", note: "quiet", "tags/vip": true });
  await settleAll([a, b], share);
  b.write("r1", { [DELETED]: true });
  await settleAll([a, b], share);
  // far enough in the future for anything to be old
  const { own, streams } = await b.replica.state();
  await b.replica.sweep({ cut: { ...streams, [own.stream]: own.sealed }, before: makeHlc(9_000_000_000_000, 0) });
  expect(b.replica.row("reader", "r1")).toBeUndefined();
  expect(a.replica.row("reader", "r1")?.gone).toBe(1);
  return { a, b, share };
}

describe("a record that is brought back", () => {
  it("check 1: is whole on a desk that had swept it", async () => {
    const { a, b, share } = await deletedEverywhere();
    a.write("r1", { [DELETED]: null });
    await settleAll([a, b], share);
    expect(b.replica.lines()).toEqual(a.replica.lines());
    expect(b.replica.row("reader", "r1")).toMatchObject({ name: "李卫东", note: "quiet", tags: ["vip"] });
  });

  it("check 1: shows what is edited and what stood there before, on both", async () => {
    const { a, b, share } = await deletedEverywhere();
    a.write("r1", { name: "李卫东（改）" });
    await settleAll([a, b], share);
    expect(b.replica.lines()).toEqual(a.replica.lines());
    expect(b.replica.row("reader", "r1")).toMatchObject({ name: "李卫东（改）", note: "quiet" });
  });

  it("check 1: is new on both where the desk that writes it had swept it", async () => {
    const { a, b, share } = await deletedEverywhere();
    b.write("r1", { name: "李卫东", card: "0012" });
    await settleAll([a, b], share);
    expect(b.replica.lines()).toEqual(a.replica.lines());
    expect(a.replica.row("reader", "r1")).toMatchObject({ name: "李卫东", card: "0012" });
    expect(a.replica.row("reader", "r1")?.note).toBeUndefined();
  });

  it("check 2: keeps a colleague's edit that the desk that writes it anew had not seen", async () => {
    const { a, b, share } = await deletedEverywhere();
    a.write("r1", { note: "brought back" });
    b.write("r1", { name: "anew" });
    await settleAll([a, b], share);
    expect(b.replica.lines()).toEqual(a.replica.lines());
    expect(a.replica.row("reader", "r1")).toMatchObject({ note: "brought back" });
  });
});
