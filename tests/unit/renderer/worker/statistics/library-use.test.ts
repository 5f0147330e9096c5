/** What is held of the library's use is, after any commands, what reading everything anew would give. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { type Change, create, edit, remove } from "../../../../../renderer/db/changes.ts";
import { createLibraryUse, type LibraryUse } from "../../../../../renderer/worker/statistics/library-use.ts";
import { openDesk } from "../../db/desk.ts";

const quiet = () => undefined;
const reader = (n: number): string => `00000000-0000-7000-8000-00000000000${n}`;
const NOON = Date.UTC(2026, 10, 20, 12);

/** By reader, so that the order in which readers came does not matter. */
function plain({ readers, uses, minutes }: LibraryUse) {
  const rows = uses.readers.map((id, index) => {
    const [from, to] = [uses.starts[index], uses.starts[index + 1]];
    return [id, [...uses.days.subarray(from, to)], [...uses.kinds.subarray(from, to)], [...uses.amounts.subarray(from, to)]] as const;
  });
  return {
    readers: [...readers].toSorted(([a], [b]) => a.localeCompare(b)),
    uses: rows.filter(([id, days]) => days.length > 0 || readers.has(id)).toSorted(([a], [b]) => a.localeCompare(b)),
    minutes: [...minutes].filter(([, own]) => own.length > 0).toSorted(([a], [b]) => a.localeCompare(b)),
  };
}

const arbitraryReader = fc.integer({ min: 0, max: 3 });
const arbitraryChange = fc.oneof(
  fc.record({ tag: fc.constant("enrol" as const), who: arbitraryReader }),
  fc.record({ tag: fc.constant("visit" as const), who: arbitraryReader, day: fc.integer({ min: 1, max: 28 }) }),
  fc.record({ tag: fc.constant("log" as const), who: arbitraryReader, minutes: fc.integer({ min: 0, max: 20 }), out: fc.boolean() }),
  fc.record({ tag: fc.constant("move" as const), who: arbitraryReader, record: fc.nat(9) }),
  fc.record({ tag: fc.constant("delete" as const), record: fc.nat(9) }),
  fc.record({ tag: fc.constant("leave" as const), who: arbitraryReader }),
  fc.record({ tag: fc.constant("merge" as const), who: arbitraryReader }),
  fc.record({ tag: fc.constant("ask" as const) }),
);

it("is brought along by every kind of command as if all rows were read", { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(arbitraryChange, { minLength: 1, maxLength: 14 }), async (steps) => {
      const { db, writer } = await openDesk();
      const held = createLibraryUse(db);
      const made: string[] = [];
      const enrolled = new Set<number>();
      const run = async (...changes: readonly Change[]): Promise<void> => {
        await (await writer.run("test", changes)).confirmed;
      };
      for (const [index, step] of steps.entries()) {
        const id = `00000000-0000-7000-8000-1000000000${String(index).padStart(2, "0")}`;
        const record = "record" in step ? made[step.record % Math.max(1, made.length)] : undefined;
        if (step.tag === "enrol" && !enrolled.has(step.who)) {
          enrolled.add(step.who);
          await run(create("reader", reader(step.who), { name: "张", card: `00${step.who}` }));
        } else if (step.tag === "visit") await run(create("activity", id, { reader: reader(step.who), on: `2026-11-${String(step.day).padStart(2, "0")}`, kind: "visit" }));
        else if (step.tag === "log") {
          made.push(id);
          await run(create("interaction", id, { reader: reader(step.who), at: NOON, channel: "desk", ...(step.minutes > 0 && { minutes: step.minutes }), ...(step.out && { direction: "out" }) }));
        } else if (step.tag === "move" && record !== undefined && (await db.interaction.get(record))?.gone !== 1) await run(edit("interaction", record, { reader: reader(step.who) }));
        else if (step.tag === "delete" && record !== undefined) await run(remove("interaction", record));
        else if (step.tag === "leave" && enrolled.has(step.who)) await run(remove("reader", reader(step.who)));
        else if (step.tag === "merge" && step.who > 0 && enrolled.has(step.who) && enrolled.has(0)) await run({ act: "cells", kind: "reader", id: reader(step.who), cells: { ".alias": reader(0) } });
        else if (step.tag === "ask") await held.now(quiet);
      }
      expect(plain(await held.now(quiet))).toEqual(plain(await createLibraryUse(db).now(quiet)));
      db.close();
    }),
    { numRuns: 40 },
  );
});
