/** Two desks forward one opinion, or take steps of one order, neither knowing of the other: all of it stands, and what cannot be both is asked. */
import "../../../../support/indexed-db.ts";
import { describe, expect, it, test } from "vitest";
import type { Feedback, OrderStep } from "#shared/model/feedback.ts";
import { nextOrderSteps, orderEntries } from "#shared/model/mail/outside-order.ts";
import { conflictsOf } from "#shared/replication/rows/conflict-view.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";
import { applySlice } from "../../../../../renderer/db/exchange/apply-slice.ts";
import { create } from "../../../../../renderer/db/write/changes.ts";
import {
  assign,
  type EnteredOrderStep,
  enterOrderStep,
  setDepartment,
} from "../../../../../renderer/features/opinions/opinion-changes.ts";
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

describe("the steps of an order from outside, entered on two desks that know nothing of each other", () => {
  const order = { system: "12345", number: "7", due: "2026-12-04" };
  type Side = Partial<EnteredOrderStep> & { readonly step: OrderStep; readonly now: number };

  async function both(first: Side, second: Side) {
    const here = await openDesk();
    const there = await openDesk(new MemoryJournal(), undefined, 0, OTHER);
    const { id, ...values } = { ...opinion, externalOrder: order };
    await (await here.writer.run("test", [create("feedback", id, values)])).confirmed;
    await give(here, OWN, there, OTHER);
    for (const [desk, { now, ...entered }] of [[here, first] as const, [there, second] as const])
      await (
        await desk.writer.run(
          "test",
          enterOrderStep({ id, ...values }, { on: "2026-12-01", text: "", ...entered }, { now, staff: "chen" }),
        )
      ).confirmed;
    await give(here, OWN, there, OTHER);
    await give(there, OTHER, here, OWN);
    const rows = [await here.db.feedback.get(id), await there.db.feedback.get(id)];
    const [row, other] = rows.map((each) => each as AnyRow & Feedback); // both are there
    if (row === undefined || other === undefined) throw new Error("it is there");
    expect(orderEntries(row)).toEqual(orderEntries(other));
    return {
      row,
      steps: orderEntries(row).map(({ step }) => step),
      asked: conflictsOf("feedback", row, null).flatMap((conflict) => (conflict.tag === "values" ? conflict.cell : [])),
    };
  }

  it("stand there both, and nothing is asked where they go together", async () => {
    const { steps, asked, row } = await both({ step: "signed", now: 7 }, { step: "extension-asked", now: 8 });
    expect([steps, asked]).toEqual([["signed", "extension-asked"], []]);
    expect(nextOrderSteps(row)).toContain("extension-granted");
    expect((await both({ step: "signed", now: 7 }, { step: "signed", now: 8 })).asked).toEqual([]);
    const answered = await both(
      { step: "extension-granted", until: "2026-12-20", now: 7 },
      { step: "reply-filed", now: 8 },
    );
    expect(answered.asked).toEqual([]);
    expect(answered.row).toMatchObject({ status: "answered", externalOrder: { due: "2026-12-20" } });
  });

  it("ask which deadline and which end holds, and keep both until somebody says", async () => {
    const granted = await both(
      { step: "extension-granted", until: "2026-12-20", now: 7 },
      { step: "extension-granted", until: "2026-12-31", now: 8 },
    );
    expect([granted.steps.length, granted.asked]).toEqual([2, ["externalOrder"]]);
    const ended = await both({ step: "returned", now: 7 }, { step: "reply-filed", now: 8 });
    expect(ended.steps).toEqual(["returned", "reply-filed"]);
    expect(ended.asked).toContain("status");
    // an order that is signed stays so, whichever of the two is chosen
    const signed = await both({ step: "signed", now: 7 }, { step: "extension-granted", until: "2026-12-20", now: 8 });
    expect(signed.asked).toEqual(["externalOrder"]);
    for (const externalOrder of (signed.row.f?.externalOrder ?? []).map(({ v }) => v as typeof order))
      expect(nextOrderSteps({ ...signed.row, externalOrder })).not.toContain("signed");
  });
});
