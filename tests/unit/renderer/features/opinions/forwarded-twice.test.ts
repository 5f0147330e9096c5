/** Two desks forward one opinion, neither knowing of the other: whose it is is asked about, both steps stand. */
import "../../../../support/indexed-db.ts";
import { expect, test } from "vitest";
import { applySlice } from "../../../../../renderer/db/exchange/apply-slice.ts";
import { create } from "../../../../../renderer/db/write/changes.ts";
import { assign, setDepartment } from "../../../../../renderer/features/opinions/opinion-changes.ts";
import { MemoryJournal } from "../../../../support/memory-journal.ts";
import { OWN, openDesk, type TestDesk } from "../../db/desk.ts";

const OTHER = "b".repeat(16);
const opinion = { id: "f1", status: "in-progress" as const, type: "question" as const };

const give = async (from: TestDesk, stream: string, to: TestDesk, own: string): Promise<void> => {
  for (const entry of from.memory.entries) await applySlice(to.db, own, 0, { stream, entries: [entry] });
};

test("keeps to whom each of two desks has forwarded an opinion, and asks whose it is", async () => {
  const here = await openDesk();
  const there = await openDesk(new MemoryJournal(), undefined, 0, OTHER);
  const { id, ...values } = opinion;
  await (await here.writer.run("test", [create("feedback", id, values)])).confirmed;
  await give(here, OWN, there, OTHER);
  await (await here.writer.run("test", assign([opinion], "zhou", { now: 7, staff: "chen" }))).confirmed;
  const forwarded = [
    ...assign([opinion], "lin", { now: 8, staff: "he" }),
    ...setDepartment([opinion], "reading", { now: 9, staff: "he" }),
  ];
  for (const change of forwarded) await (await there.writer.run("test", [change])).confirmed;
  await give(here, OWN, there, OTHER);
  await give(there, OTHER, here, OWN);
  const row = await here.db.feedback.get(id);
  const { f: _, ...shown } = (await there.db.feedback.get(id)) ?? {};
  expect(row).toMatchObject(shown);
  expect(row).toMatchObject({
    open: 1,
    department: "reading",
    steps: {
      "forwarded-7": { at: 7, by: "chen", to: "zhou" },
      "forwarded-8": { at: 8, by: "he", to: "lin" },
      "forwarded-9": { at: 9, by: "he", department: "reading" },
    },
  });
  expect(row?.f?.owner?.map(({ v }) => v).toSorted()).toEqual(["lin", "zhou"]);
});
