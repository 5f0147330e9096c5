/** What the simulator found out about damaged and doubled answers, each in its smallest form. */
import { describe, expect, it } from "vitest";
import { deviceName } from "#shared/replication/files/names.ts";
import { makeDevice, markedShare } from "../../../support/desks.ts";

describe("a sync goes on", () => {
  it("when the copy of a colleague's card on this disk is spoilt: the folder's takes its place", async () => {
    const clock = { ms: 1_700_000_000_000 };
    const share = markedShare();
    const [a, b] = [makeDevice("a", clock), makeDevice("b", clock)];
    a.write("r1", { name: "x" });
    await a.sync(share);
    const card = share.files.get(deviceName(a.replica.stream)) ?? new Uint8Array();
    b.local.files.set(deviceName(a.replica.stream), card.subarray(0, 40));
    expect((await b.sync(share)).outcome).toEqual({ tag: "done" });
    expect(b.local.files.get(deviceName(a.replica.stream))).toEqual(card);
    expect(b.replica.lines()).toEqual(a.replica.lines());
  });

  it.each(["gone", "spoilt"])(
    "R8: when a card on the folder is %s: whoever holds a copy puts it back with the next day's work",
    async (how) => {
      const clock = { ms: 1_700_000_000_000 };
      const share = markedShare();
      const [a, b, late] = [makeDevice("a", clock), makeDevice("b", clock), makeDevice("late", clock)];
      a.write("r1", { name: "x" });
      await a.sync(share);
      await b.sync(share);
      const name = deviceName(a.replica.stream);
      const card = share.files.get(name) ?? new Uint8Array();
      if (how === "gone") share.files.delete(name);
      else share.files.set(name, card.subarray(0, 40));
      await late.sync(share);
      expect(late.replica.lines()).toEqual([]);
      clock.ms += 24 * 60 * 60_000;
      b.write("r2", { name: "y" });
      await b.sync(share);
      expect(share.files.get(name)).toEqual(card);
      await late.sync(share);
      expect(late.replica.lines()).toEqual(b.replica.lines());
    },
  );

  it("when a listing says the marker twice", async () => {
    const share = markedShare();
    const a = makeDevice("a", { ms: 1_700_000_000_000 });
    a.write("r1", { name: "x" });
    const doubling: typeof share = {
      ...share,
      list: async (folder) => {
        const names = await share.list(folder);
        return names.ok ? { ok: true, value: [...names.value, ...names.value] } : names;
      },
    };
    expect((await a.sync(doubling)).outcome).toEqual({ tag: "done" });
  });
});
