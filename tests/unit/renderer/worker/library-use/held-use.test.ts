/** Readers who come, change and go are found as a plain map would find them, and nobody else changes place. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { holdUse } from "../../../../../renderer/worker/library-use/held-use.ts";
import type { ReaderUse } from "../../../../../renderer/worker/library-use/reader-use.ts";

const use = (id: string): ReaderUse => ({ id }) as ReaderUse; // nothing else of it is looked at
const ids = ["a", "b", "c", "d", "e", "f", "g"] as const;

it("finds readers as a plain map does, whoever came, went or came back", () => {
  const step = fc.record({ id: fc.constantFrom(...ids, "0", "z"), isThere: fc.boolean() });
  fc.assert(
    fc.property(
      fc.subarray([...ids]),
      fc.array(fc.array(step, { maxLength: 3 }), { maxLength: 12 }),
      (first, turns) => {
        const plain = new Map<string, ReaderUse>(first.map((id) => [id, use(id)]));
        const held = holdUse({ readers: [...plain.values()], busy: new Map() });
        for (const turn of turns) {
          const before = held.use.readers;
          const changed = turn.map(({ id, isThere }) => ({ id, use: isThere ? use(id) : null }));
          held.with(changed, new Map(), []);
          for (const { id, use: of } of changed) {
            if (of === null) plain.delete(id);
            else plain.set(id, of);
          }
          expect(new Set(held.use.readers)).toEqual(new Set(plain.values()));
          expect(held.use.readers).toHaveLength(plain.size);
          for (const id of [...ids, "0", "z"]) {
            expect(held.of(id)).toBe(plain.get(id));
            expect(held.has(id)).toBe(plain.has(id));
          }
          // one who leaves gives her place to the last; nobody else moves
          const gone = changed.filter(({ use: of }) => of === null).length;
          const moved = held.use.readers.filter((reader, place) => before[place] !== reader && before.includes(reader));
          expect(moved.length).toBeLessThanOrEqual(gone);
        }
      },
    ),
  );
});
