/**
 * Two to five desks that edit, delete, sync over one or two folders in any order, are cut off at any call,
 * and are now and then cloned. In the end all stand at the same state, and nothing that a person saved and that
 * nobody who had seen it replaced is gone.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sync } from "#shared/replication/exchange/sync.ts";
import { DELETED } from "#shared/replication/rows/entry.ts";
import { type Device, makeDevice, markedShare, settleAll } from "../../../../support/desks.ts";
import { withFault } from "../../../../support/faults.ts";
import { proofScale } from "../../../../support/proof-scale.ts";

type Act =
  | { readonly tag: "write"; readonly desk: number; readonly record: number; readonly cell: string }
  | { readonly tag: "delete"; readonly desk: number; readonly record: number }
  | { readonly tag: "sync"; readonly desk: number; readonly store: number }
  | {
      readonly tag: "cut";
      readonly desk: number;
      readonly store: number;
      readonly at: number;
      readonly mode: "before" | "after";
    }
  | { readonly tag: "clone"; readonly desk: number }
  | { readonly tag: "wait"; readonly hours: number };

const desk = fc.nat(4);
/**
 * @param stores 2 lets devices carry for each other; clones with two folders at once make forks, which have their own
 * tests
 */
const actsWith = (stores: 1 | 2): fc.Arbitrary<Act> =>
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({
        tag: fc.constant("write" as const),
        desk,
        record: fc.nat(3),
        cell: fc.constantFrom("name", "note", "phones/p1", "tags/young"),
      }),
    },
    { weight: 1, arbitrary: fc.record({ tag: fc.constant("delete" as const), desk, record: fc.nat(3) }) },
    { weight: 6, arbitrary: fc.record({ tag: fc.constant("sync" as const), desk, store: fc.nat(stores - 1) }) },
    {
      weight: 3,
      arbitrary: fc.record({
        tag: fc.constant("cut" as const),
        desk,
        store: fc.nat(stores - 1),
        at: fc.integer({ min: 1, max: 60 }),
        mode: fc.constantFrom("before" as const, "after" as const),
      }),
    },
    { weight: stores === 1 ? 1 : 0, arbitrary: fc.record({ tag: fc.constant("clone" as const), desk }) },
    { weight: 1, arbitrary: fc.record({ tag: fc.constant("wait" as const), hours: fc.integer({ min: 1, max: 30 }) }) },
  );

async function play(
  count: number,
  acts: readonly Act[],
): Promise<{ readonly desks: readonly Device[]; readonly own: readonly string[] }> {
  const clock = { ms: 1_700_000_000_000 };
  const stores = [markedShare(), markedShare()] as const;
  const desks = Array.from({ length: count }, (_, index) => makeDevice(`desk ${index}`, clock));
  /** Records that one desk alone ever writes: their values must be there in the end. */
  const own: string[] = [];
  const at = (index: number): Device => desks[index % desks.length] ?? fail();
  for (const [step, item] of acts.entries()) {
    if (item.tag === "wait") clock.ms += item.hours * 60 * 60_000;
    else if (item.tag === "clone") {
      if (desks.length < 5) desks.push(at(item.desk).clone());
    } else if (item.tag === "write") {
      at(item.desk).write(`r${item.record}`, {
        [item.cell]: item.cell.startsWith("tags/") ? step % 2 === 0 : `${step}`,
      });
      at(item.desk).write(`own${step}`, { name: `${step}` });
      own.push(`own${step}`);
    } else if (item.tag === "delete") at(item.desk).write(`r${item.record}`, { [DELETED]: true });
    else {
      const store = stores[item.store === 1 ? 1 : 0];
      const device = at(item.desk);
      if (item.tag === "sync") await device.sync(store);
      else await sync(withFault(device.ports(store), { at: item.at, mode: item.mode, lasting: true }).ports);
    }
  }
  for (const store of [...stores, ...stores]) await settleAll(desks, store);
  return { desks, own };
}

const fail = (): never => {
  throw new Error("no desk");
};

describe("desks that exchange at random", () => {
  it.each([
    ["with clones among them, over one folder", 1],
    ["over two folders, carrying for each other", 2],
  ] as const)(
    "check 2: %s, all end at the same state, with everything that was saved",
    async (_, stores) => {
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 2, max: 5 }),
          fc.array(actsWith(stores), { minLength: 5, maxLength: 40 }),
          async (count, acts) => {
            const { desks, own } = await play(count, acts);
            const [first] = desks;
            for (const device of desks) {
              expect(device.replica.lines()).toEqual(first?.replica.lines());
              for (const id of own) expect(device.replica.row("reader", id)?.name).toBe(id.slice(3));
            }
          },
        ),
        {
          numRuns: proofScale(2, 150),
          interruptAfterTimeLimit: proofScale(60_000, 600_000),
          markInterruptAsFailure: false,
        },
      );
    },
    proofScale(90_000, 700_000),
  );
});
