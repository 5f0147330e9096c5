/** What a file that goes out writes on its recipients, and what comes back of it. */
import "../../../../support/indexed-db.ts";
import { expect, it } from "vitest";
import { callState } from "#shared/outreach/call-state.ts";
import { type Change, create } from "../../../../../renderer/db/write/changes.ts";
import {
  fileRecord,
  reportChanges,
  returnedChanges,
  sentChanges,
} from "../../../../../renderer/features/outreach/file-changes.ts";
import type { OutFile } from "../../../../../renderer/features/outreach/files/use-out-file.ts";
import { openDesk } from "../../db/desk.ts";

const NOTED = { at: 9, staff: "chen" };

async function library() {
  const { db, writer } = await openDesk();
  const write = async (changes: readonly Change[]): Promise<void> => {
    await (await writer.run("test", changes)).confirmed;
  };
  await write([
    create("reader", "ann", { name: "张素琴", address: "城东路 5 号" }),
    create("recipient", "a", { outreach: "o", reader: "ann", channel: "letter", place: 0 }),
    create("recipient", "b", {
      outreach: "o",
      reader: "bo",
      channel: "sms",
      place: 1,
      attempts: { before: { at: 1, outcome: "reached" } },
    }),
  ]);
  return { db, write };
}
const going = (kind: OutFile["kind"], id = "f") => ({
  ...NOTED,
  id,
  outreach: "o",
  channel: "letter" as const,
  purpose: "event" as const,
  file: { kind, format: "pdf", name: "x", recipients: ["a", "b"] } satisfies OutFile,
});

it("notes the file with its purpose and how many, and who stood in it with each of them", async () => {
  const { db, write } = await library();
  const file = going("letters");
  await write([fileRecord(file), ...sentChanges(await db.recipient.toArray(), file)]);
  expect(await db["outreach-file"].get("f")).toMatchObject({
    made: "letters",
    purpose: "event",
    people: 2,
    by: "chen",
  });
  const [a, b] = await db.recipient.toArray();
  expect([a?.files, b?.files]).toEqual([{ f: 9 }, { f: 9 }]);
  // who was reached before stays so
  expect([a && callState(a), b && callState(b)]).toEqual(["sent", "reached"]);
  // labels for the letters are no second message
  await write(sentChanges(await db.recipient.toArray(), going("labels", "g")));
  expect(Object.keys((await db.recipient.get("a"))?.attempts ?? {})).toEqual(["f"]);
});

it("notes what a report says of each, the same report once", async () => {
  const { db, write } = await library();
  const report = {
    ok: true as const,
    unreported: [],
    strangers: 0,
    deliveries: [
      { id: "a", delivery: { tag: "failed" as const, fault: "no-such-number" as const, said: "空号" } },
      { id: "b", delivery: { tag: "unclear" as const, said: "发送中" } },
    ],
  };
  for (const _ of [1, 2]) await write(reportChanges(report, "r", NOTED));
  const [a, b] = await db.recipient.toArray();
  expect(a?.attempts).toEqual({ r: { at: 9, outcome: "failed", by: "chen" } });
  expect([a && callState(a), b && callState(b)]).toEqual(["returned", "reached"]);
});

it("marks the address of a letter that came back, and no number of hers", async () => {
  const { db, write } = await library();
  const row = await db.recipient.get("a");
  if (row === undefined) throw new Error("it is there");
  await write(returnedChanges(row, "r", NOTED));
  expect((await db.reader.get("ann"))?.badContact).toEqual(["letter"]);
  expect((await db.recipient.get("a"))?.attempts).toMatchObject({ r: { outcome: "returned" } });
});
