/** Cards as the library's use knows them: read with it, merged records as one. */
import { expect, it } from "vitest";
import { type Change, create, edit } from "../../../../../renderer/db/write/changes.ts";
import { createLibraryUse } from "../../../../../renderer/worker/library-use/library-use.ts";
import { createCardBook, wasValidOn } from "../../../../../renderer/worker/reports/card-book.ts";
import { openDesk } from "../../db/desk.ts";

const quiet = (): void => undefined;
const NEVER = 1e6;
const DAY = 20_000;
const TODAY = "2024-10-04";

async function cardsOf(...changes: readonly Change[]) {
  const { db, writer } = await openDesk();
  const write = async (...more: readonly Change[]): Promise<void> =>
    void (await (
      await writer.run("test", more)
    ).confirmed);
  await write(...changes);
  const uses = createLibraryUse(db, NEVER);
  const cards = createCardBook(db);
  return { db, write, now: async () => cards((await uses.now(quiet)).readers) };
}

const merge = (who: string, into: string): Change => ({
  act: "cells",
  kind: "reader",
  id: who,
  cells: { ".alias": into },
});

it("is one card where records were merged, with what the other record says, and its uses are where it belongs", async () => {
  const { write, now } = await cardsOf(
    create("reader", "a", { name: "张", branch: "east" }),
    create("reader", "b", { name: "张", card: "1", branch: "west", enrolledOn: "2024-01-10" }),
    create("reader", "c", { name: "李", card: "2", branch: "west", expiresOn: "2020-01-01" }),
  );
  const validIn = ({ cards }: Awaited<ReturnType<typeof now>>): readonly string[] =>
    [...cards].flatMap(([id, card]) => (wasValidOn(card, DAY) ? [id] : []));
  const first = await now();
  expect([validIn(first), first.branchOf("b", TODAY)]).toEqual([["b"], "west"]);
  await write(merge("b", "a"));
  const merged = await now();
  expect([validIn(merged), merged.branchOf("a", TODAY), merged.branchOf("b", TODAY)]).toEqual([["a"], "east", "east"]);
  await write(edit("reader", "c", { expiresOn: "2030-01-01" }), create("reader", "d", { name: "王", card: "3" }));
  expect(validIn(await now())).toEqual(["a", "c", "d"]);
  await write(
    edit("reader", "a", { branch: "west" }),
    edit("reader", "d", { leaving: { reason: "moved", on: "2021-01-01" } }),
  );
  const moved = await now();
  expect([validIn(moved), moved.branchOf("b", TODAY), moved.branchOf("nobody", TODAY)]).toEqual([
    ["a", "c"],
    "west",
    undefined,
  ]);
});
