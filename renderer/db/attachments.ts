/** The attachments of a record, and the bytes of one: its parts are read only here. */
import { hlcToMs } from "#shared/kernel/hlc.ts";
import { KEPT_HIDDEN_DAYS } from "#shared/model/attachments/attachment.ts";
import type { AttachmentPart } from "#shared/model/attachments/attachment-part.ts";
import { stampsOf } from "#shared/replication/rows/row.ts";
import type { DeskDb, Row } from "./database.ts";
import { type Change, remove } from "./write/changes.ts";

const isShown = ({ gone, shown }: Row<"attachment">): boolean => gone !== 1 && shown === true;

/** In the order in which they came. */
export async function attachmentsOf(db: DeskDb, record: string): Promise<readonly Row<"attachment">[]> {
  const rows = await db.attachment.where("about.id").equals(record).toArray();
  return rows.filter(isShown).toSorted((a, b) => (a.at ?? 0) - (b.at ?? 0));
}

/** Of the whole library: only what is shown counts. */
export async function attachedBytes(db: DeskDb): Promise<number> {
  let sum = 0;
  await db.attachment.each((row) => {
    if (isShown(row)) sum += row.bytes ?? 0;
  });
  return sum;
}

/** Undefined while some of it has not come yet. */
export async function attachmentBytes(
  db: DeskDb,
  { id, parts = 0 }: Pick<Row<"attachment">, "id" | "parts">,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const rows = await db["attachment-part"].where("attachment").equals(id).toArray();
  const data = new Map(rows.map(({ place, data }: AttachmentPart) => [place, data]));
  const texts: string[] = [];
  for (let place = 0; place < parts; place += 1) {
    const text = data.get(place);
    if (text === undefined) return undefined;
    texts.push(text);
  }
  const pieces = texts.map((text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)));
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/** An entry holds many deletions, and a desk has time tomorrow too. */
const MOST_AT_ONCE = 200;

/** Deletes for good what was taken away, or never finished, long enough ago that nobody will want it back. */
export async function attachmentsToDelete(db: DeskDb, now: number): Promise<readonly Change[]> {
  const hidden = db.attachment.filter(
    (row) =>
      row.gone !== 1 && row.shown !== true && stampsOf(row).every(([, , hlc]) => hlcToMs(hlc) < now - KEPT_HIDDEN_MS),
  );
  const ids = (await hidden.primaryKeys()).slice(0, MOST_AT_ONCE);
  const parts = await db["attachment-part"]
    .where("attachment")
    .anyOf(ids)
    .and(({ gone }) => gone !== 1)
    .primaryKeys();
  const some = parts.slice(0, MOST_AT_ONCE).map((id) => remove("attachment-part", id));
  // a record goes after its last part, so that an erasing in between still finds them
  return parts.length > MOST_AT_ONCE ? some : [...some, ...ids.map((id) => remove("attachment", id))];
}

const KEPT_HIDDEN_MS = KEPT_HIDDEN_DAYS * 86_400_000;
