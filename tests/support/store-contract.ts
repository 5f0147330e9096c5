/** What every store must do, whatever it is made of. Each kind of store runs it in its own test file. */
import { describe, expect, it } from "vitest";
import type { Store } from "#shared/replication/exchange/ports.ts";
import { headName } from "#shared/replication/files/names.ts";

const STREAM = "0123456789abcdef";
const head = (no: number): string => headName({ stream: STREAM, no, hash: "0123456789ab" });
const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

export function describeStore(name: string, make: () => Promise<Store>): void {
  describe(name, () => {
    it("gives back what was put, byte for byte", async () => {
      const store = await make();
      const all = Uint8Array.from({ length: 70_000 }, (_, at) => at % 251);
      expect(await store.put(`streams/${STREAM}/0000/00000001-0123456789ab.batch`, all)).toEqual({
        ok: true,
        value: null,
      });
      expect(await store.get(`streams/${STREAM}/0000/00000001-0123456789ab.batch`)).toEqual({ ok: true, value: all });
    });

    it("lists the names directly in a folder, files and folders alike", async () => {
      const store = await make();
      await store.put(head(1), bytes(1));
      await store.put(head(2), bytes(2));
      await store.put(`streams/${STREAM}/device`, bytes(3));
      expect(await store.list("heads")).toEqual({
        ok: true,
        value: [head(1), head(2)].map((text) => text.slice("heads/".length)),
      });
      const root = await store.list("");
      expect(root.ok && [...root.value].sort()).toEqual(["heads", "streams"]);
      expect(await store.list(`streams/${STREAM}`)).toEqual({ ok: true, value: ["device"] });
    });

    it("says missing only of what its folder does not list", async () => {
      const store = await make();
      expect(await store.list("heads")).toEqual({ ok: false, error: { tag: "missing" } });
      expect(await store.get(head(1))).toEqual({ ok: false, error: { tag: "missing" } });
      await store.put(head(1), bytes(1));
      expect(await store.get(head(2))).toEqual({ ok: false, error: { tag: "missing" } });
    });

    it("takes the same bytes again and never others under one name", async () => {
      const store = await make();
      await store.put(head(1), bytes(1, 2));
      expect(await store.put(head(1), bytes(1, 2))).toEqual({ ok: true, value: null });
      expect(await store.put(head(1), bytes(1, 3))).toEqual({ ok: false, error: { tag: "other-content" } });
      expect(await store.put(head(1), bytes())).toEqual({ ok: false, error: { tag: "other-content" } });
      expect(await store.get(head(1))).toEqual({ ok: true, value: bytes(1, 2) });
    });

    it("deletes, and deletes again", async () => {
      const store = await make();
      await store.put(head(1), bytes(1));
      expect(await store.delete(head(1))).toEqual({ ok: true, value: null });
      expect(await store.delete(head(1))).toEqual({ ok: true, value: null });
      expect(await store.get(head(1))).toEqual({ ok: false, error: { tag: "missing" } });
    });

    it("holds an empty file", async () => {
      const store = await make();
      await store.put(head(1), bytes());
      expect(await store.get(head(1))).toEqual({ ok: true, value: bytes() });
    });
  });
}
