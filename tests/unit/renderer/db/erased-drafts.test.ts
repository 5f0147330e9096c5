import "../../../support/indexed-db.ts";
import { expect, it } from "vitest";
import { emptyMailItem } from "#shared/model/mail/mail-item.ts";
import { DeskDb } from "../../../../renderer/db/database.ts";
import {
  DESK_DRAFTS,
  dropDrafts,
  ERASED_DRAFTS,
  forgetErasedDrafts,
  OPINION_DRAFT,
  readErasedDrafts,
} from "../../../../renderer/db/erasing/erased-drafts.ts";
import { keepCallNote, readCallNote } from "../../../../renderer/db/lists/call-notes.ts";
import { keepMailDraft, readMailDrafts } from "../../../../renderer/db/lists/mail-drafts.ts";
import { writeDrafts } from "../../../../renderer/features/desk/session/drafts.ts";

const note = (reader: string, at: number, by: string) => ({
  tag: "note",
  reader,
  log: `l${at}`,
  purpose: "find",
  text: "…",
  at,
  by,
});
const form = { text: "…", topic: "", channel: "desk", who: "contact", name: "王", phone: "", paperRef: "", due: "" };
/** Begun at her card, for somebody who stood beside her. */
const FOR_OTHER = { tag: "opinion", reader: "ann", type: "complaint", form, at: 5, by: "lin" };

async function open(drafts: readonly unknown[]): Promise<DeskDb> {
  const db = new DeskDb(`erased-drafts-${crypto.randomUUID()}`);
  await db.meta.put({ name: DESK_DRAFTS, value: drafts });
  return db;
}
const left = async (db: DeskDb): Promise<unknown> => (await db.meta.get(DESK_DRAFTS))?.value;

it("a row of the mail that names an erased reader goes with her, comes back by no later key, and is told of", async () => {
  const db = await open([]);
  const ids = { id: "m1", log: "l1", task: "t1" };
  const hers = { ...emptyMailItem(ids, 1), reader: "hers-1", who: "安", text: "…" };
  const other = { ...emptyMailItem({ ...ids, id: "m2" }, 2), who: "王女士", text: "…" };
  for (const item of [hers, other]) await keepMailDraft(db, "lin", item);
  expect((await readMailDrafts(db, "lin")).map(({ id }) => id)).toEqual(["m1", "m2"]);
  expect(await readMailDrafts(db, "chen")).toEqual([]);
  await db.erased.put({ id: "hers-1", records: ["reader/hers-1"] } as never); // of the ledger only the id is asked
  await dropDrafts(db, new Set(["reader/hers-1"]));
  await keepMailDraft(db, "lin", { ...hers, text: "one key more" });
  expect(await readMailDrafts(db, "lin")).toEqual([other]);
  expect(await readErasedDrafts(db, "lin")).toHaveLength(1);
  expect(JSON.stringify(await db.meta.toArray())).not.toContain("hers-1");
});

it("the note of a call to an erased reader goes with her, comes back by no later key, and is told of", async () => {
  const db = await open([]);
  const hers = { recipient: "p1", reader: "hers-1", by: "lin" };
  const other = { recipient: "p2", reader: "bo", by: undefined };
  for (const of of [hers, other]) await keepCallNote(db, of, "…");
  expect(await readCallNote(db, { ...hers, by: "chen" })).toBe("");
  await db.erased.put({ id: "hers-1", records: ["reader/hers-1"] } as never); // of the ledger only the id is asked
  await dropDrafts(db, new Set(["reader/hers-1"]));
  await keepCallNote(db, hers, "one key more");
  expect(await readCallNote(db, hers)).toBe("");
  expect(await readErasedDrafts(db, "lin")).toHaveLength(1);
  expect(JSON.stringify(await db.meta.toArray())).not.toContain("hers-1");
  // what nobody signed is whose who finds it, and theirs once they go on with it
  expect(await readCallNote(db, { ...other, by: "chen" })).toBe("…");
  await keepCallNote(db, { ...other, by: "chen" }, "… …");
  expect(await readCallNote(db, other)).toBe("");
});

it("whoever had begun something for a reader who was erased is told of it once, and nobody else is", async () => {
  const db = await open([note("ann", 1, "chen"), note("ann", 2, "lin"), note("bo", 3, "lin"), FOR_OTHER]);
  await db.meta.put({ name: `${OPINION_DRAFT}opinion-of-ann/lin`, value: { note: "…" } });
  await db.meta.put({ name: `${OPINION_DRAFT}opinion-of-bo/lin`, value: { note: "…" } });
  await dropDrafts(db, new Set(["reader/ann", "feedback/opinion-of-ann"]));
  expect(await left(db)).toEqual([note("bo", 3, "lin"), { ...FOR_OTHER, reader: null }]);
  expect(await db.meta.where("name").startsWith(OPINION_DRAFT).count()).toBe(1);
  expect(await readErasedDrafts(db, "chen")).toHaveLength(1);
  expect(await readErasedDrafts(db, "lin")).toHaveLength(2);
  // of whom it was is not kept
  expect(JSON.stringify(await db.meta.get(ERASED_DRAFTS))).not.toContain("ann");
  await forgetErasedDrafts(db, "lin");
  expect(await readErasedDrafts(db, "lin")).toEqual([]);
  expect(await readErasedDrafts(db, "chen")).toHaveLength(1);
  await dropDrafts(db, new Set(["reader/ann"]));
  expect(await readErasedDrafts(db, "chen")).toHaveLength(1);
});

it("a colleague's draft that another's next draft finds to be of an erased reader is told to that colleague", async () => {
  const db = await open([note("ann", 1, "chen"), FOR_OTHER]);
  await db.erased.put({ id: "ann", w: ["s", 1, "0000000000000000", "m"], records: [], at: 1 });
  await writeDrafts(db, "zhou", []);
  expect(await left(db)).toEqual([{ ...FOR_OTHER, reader: null }]);
  expect(await readErasedDrafts(db, "zhou")).toEqual([]);
  expect(await readErasedDrafts(db, "chen")).toHaveLength(1);
});
