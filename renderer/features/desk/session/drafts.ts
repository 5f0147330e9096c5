/**
 * Text that was begun and not saved when the next card came: kept per reader, shown as a chip, never in
 * the way. Drafts survive a reload in the database's own drawer, wait there for the colleague who wrote them, and are
 * never replicated.
 */
import * as v from "valibot";
import { FEEDBACK_TYPES } from "#shared/model/feedback.ts";
import { CHANNELS } from "#shared/model/interaction.ts";
import type { DeskDb } from "../../../db/database.ts";
import { DESK_DRAFTS, erasedDraftKey, isForOther, noteErasedDrafts } from "../../../db/erasing/erased-drafts.ts";
import type { HandoverForm } from "../../../desk-services/counter.ts";
import { type About, COMPOSED, type ComposedForm } from "../../../desk-services/open-task-sheet.ts";

const opinionForm = v.object({
  text: v.string(),
  topic: v.string(),
  channel: v.picklist(CHANNELS),
  who: v.picklist(["reader", "contact", "anonymous"]),
  name: v.string(),
  phone: v.string(),
  paperRef: v.string(),
  due: v.string(),
  /** Absent: her responsible colleague. */
  owner: v.optional(v.string()),
  /** Promised besides, in these words; absent: nothing was. */
  callBack: v.optional(v.string()),
  noReply: v.optional(v.boolean()),
});
const newReaderForm = v.object({
  name: v.string(),
  card: v.string(),
  /** The number that was scanned in last; a scan into the sheet replaces what stood there. */
  scanned: v.string(),
  category: v.string(),
  phone: v.string(),
  organisation: v.string(),
  expiresOn: v.string(),
});
/** The sheet of a new reader as typed. */
export type NewReaderForm = v.InferOutput<typeof newReaderForm>;

/** The opinion sheet as typed. */
export type OpinionForm = v.InferOutput<typeof opinionForm>;

const composedForm = v.object({
  kind: v.picklist(COMPOSED),
  who: v.picklist(["reader", "contact", "nobody"]),
  name: v.string(),
  phone: v.string(),
  text: v.string(),
  due: v.string(),
  assignee: v.optional(v.string()),
  purpose: v.string(),
  promised: v.boolean(),
  noReply: v.optional(v.boolean()),
}) satisfies v.GenericSchema<unknown, ComposedForm>;

const handoverForm = v.object({ line: v.string(), found: v.string() }) satisfies v.GenericSchema<unknown, HandoverForm>;

const draft = v.variant("tag", [
  v.object({
    tag: v.literal("note"),
    reader: v.nullable(v.string()),
    log: v.string(),
    purpose: v.string(),
    text: v.string(),
    at: v.number(),
  }),
  v.object({
    tag: v.literal("opinion"),
    reader: v.nullable(v.string()),
    type: v.picklist(FEEDBACK_TYPES),
    form: opinionForm,
    at: v.number(),
  }),
  v.object({
    tag: v.literal("composed"),
    reader: v.nullable(v.string()),
    about: v.optional(v.object({ kind: v.string(), id: v.string() })),
    form: composedForm,
    at: v.number(),
  }),
  v.object({ tag: v.literal("handover"), reader: v.null(), form: handoverForm, at: v.number() }),
  v.object({ tag: v.literal("new-reader"), reader: v.null(), form: newReaderForm, at: v.number() }),
]);
export type DeskDraft = v.InferOutput<typeof draft>;

export function draftKey(item: DeskDraft): string {
  switch (item.tag) {
    case "note":
      return `note/${item.log}`;
    case "opinion":
      return `opinion/${item.reader ?? ""}/${item.type}`;
    case "composed":
      return composedKey(item.reader, item.about);
    case "handover":
      return HANDOVER;
    case "new-reader":
      return `new-reader/${item.at}`;
  }
}

const HANDOVER = "handover";

export const handoverDraftOf = (drafts: readonly DeskDraft[]): Extract<DeskDraft, { tag: "handover" }> | undefined =>
  drafts.find((item) => item.tag === "handover");

const composedKey = (reader: string | null, about: About | undefined): string =>
  `composed/${reader ?? ""}/${about?.id ?? ""}`;

export const composedDraftOf = (
  drafts: readonly DeskDraft[],
  reader: string | null,
  about: About | undefined,
): Extract<DeskDraft, { tag: "composed" }> | undefined =>
  drafts.find(
    (item): item is Extract<DeskDraft, { tag: "composed" }> =>
      item.tag === "composed" && draftKey(item) === composedKey(reader, about),
  );

/** Puts a draft on top; one without words is taken away. */
export function keepDraft(drafts: readonly DeskDraft[], item: DeskDraft): readonly DeskDraft[] {
  const others = dropDraft(drafts, draftKey(item));
  return hasWords(item) ? [item, ...others] : others;
}

export const dropDraft = (drafts: readonly DeskDraft[], key: string): readonly DeskDraft[] =>
  drafts.filter((item) => draftKey(item) !== key);

export const draftsOf = (drafts: readonly DeskDraft[], reader: string | null): readonly DeskDraft[] =>
  drafts.filter((item) => item.reader === reader);

const SHOWN = 24;

/** As much as a line shows; numbers are not told. */
export function firstWordsOf(item: DeskDraft): string {
  const words = shownWordsOf(item);
  const parts = [...new Intl.Segmenter().segment(words.trim().split("\n")[0] ?? "")].map(({ segment }) => segment);
  return parts.length > SHOWN ? `${parts.slice(0, SHOWN).join("")}…` : parts.join("");
}

function shownWordsOf(item: DeskDraft): string {
  switch (item.tag) {
    case "note":
      return item.text;
    case "new-reader":
      return "";
    case "handover":
      return item.form.line.trim() || item.form.found;
    default:
      return item.form.text;
  }
}

/** Without what was begun for these readers; what is another's stays, and no longer names them. */
export const withoutTheirs = <T extends DeskDraft>(
  drafts: readonly T[],
  isIn: (reader: string | null) => boolean,
): readonly T[] =>
  drafts.flatMap((item) => (!isIn(item.reader) ? item : isForOther(item) ? { ...item, reader: null } : []));

const hasWords = (item: DeskDraft): boolean => wordsOf(item).trim() !== "";

function wordsOf(item: DeskDraft): string {
  switch (item.tag) {
    case "note":
      return item.text;
    case "opinion":
      return item.form.text + item.form.paperRef + item.form.name + item.form.phone + (item.form.callBack ?? "");
    case "composed":
      return item.form.text + item.form.name + item.form.phone;
    case "handover":
      return item.form.line + item.form.found;
    case "new-reader":
      // a number that was scanned is scanned again
      return (
        item.form.name +
        item.form.phone +
        item.form.organisation +
        (item.form.card === item.form.scanned ? "" : item.form.card)
      );
  }
}

/** Without a name: of a desk where nobody was chosen, or of an earlier version. It is whose who finds it. */
const kept = v.intersect([draft, v.object({ by: v.optional(v.string()) })]);
type Kept = v.InferOutput<typeof kept>;

/** Of one colleague. What does not fit the present form is dropped: it is our own drawer. */
export const readDrafts = async (db: DeskDb, by: string | undefined): Promise<readonly DeskDraft[]> =>
  (await readAll(db)).filter((item) => isOf(item, by)).map(({ by: _, ...own }) => own);

/** The page may hold drafts of a reader who was erased meanwhile: they are not kept, and whose they were is told. */
export const writeDrafts = (db: DeskDb, by: string | undefined, drafts: readonly DeskDraft[]): Promise<unknown> =>
  db.transaction("rw", db.meta, db.erased, async () => {
    const others = (await readAll(db)).filter((item) => !isOf(item, by));
    const all: readonly Kept[] = [...drafts.map((own) => (by === undefined ? own : { ...own, by })), ...others];
    const found = await db.erased.bulkGet(all.map(({ reader }) => reader ?? ""));
    const erased = new Set(found.map((row) => row?.id));
    const left = withoutTheirs(all, (reader) => reader !== null && erased.has(reader));
    await db.meta.put({ name: DESK_DRAFTS, value: left });
    const isLeft = new Set(left.map(({ at }) => at));
    const lost = all.filter(({ at }) => !isLeft.has(at));
    await noteErasedDrafts(
      db,
      lost.map(({ at, by: whose }) => ({ key: erasedDraftKey(at), ...(whose !== undefined && { by: whose }) })),
    );
  });

async function readAll(db: DeskDb): Promise<readonly Kept[]> {
  const parsed = v.safeParse(v.array(kept), (await db.meta.get(DESK_DRAFTS))?.value);
  return parsed.success ? parsed.output : [];
}

const isOf = (item: Kept, by: string | undefined): boolean => item.by === undefined || item.by === by;
