/**
 * An attachment 附件: a photograph of a letter, or a PDF that came with it, of the record that it belongs to, with which it
 * is erased. Its bytes stand in parts of their own (`attachment-part.ts`), which are read only when it is opened.
 * It is written before its parts, so that an erasing that comes between finds them all, and shown only once they are
 * all saved; taking it away hides it, and what is hidden for `KEPT_HIDDEN_DAYS` goes for good.
 */
import * as v from "valibot";
import { count, defineRecord, instant, line, one, type RecordOptions } from "../record.ts";
import { belongsToAny, refersTo } from "../reference.ts";

export const ATTACHMENT_TYPES = ["image/jpeg", "image/png", "image/webp", "application/pdf"] as const;
export type AttachmentType = (typeof ATTACHMENT_TYPES)[number];

/** A photograph is made smaller until it fits. Decimal, as sizes are shown. */
export const MOST_PICTURE_BYTES = 1_000_000;
export const MOST_PDF_BYTES = 2_000_000;
/** Of all attachments of the library together: every desk holds them all, and one that joins fetches them all. */
export const MOST_ATTACHED_BYTES = 200_000_000;
export const KEPT_HIDDEN_DAYS = 30;

const kept: RecordOptions = {
  rows: "many",
  indexes: ["about.id"],
  inbox: false,
  restored: true,
  timesMove: true,
};

/** A count ends at a million, and a PDF is longer. */
const size = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

export const attachment = defineRecord("attachment", kept, {
  about: one(belongsToAny(), "latest", { personal: true }),
  /** Of the file, as it was called. */
  name: one(line, "latest", { personal: true }),
  type: one(v.picklist(ATTACHMENT_TYPES), "latest"),
  bytes: one(size, "latest"),
  parts: one(count, "latest"),
  at: one(instant, "latest"),
  by: one(refersTo("staff"), "latest"),
  /** All of its parts are saved, and nobody has taken it away. */
  shown: one(v.boolean(), "latest"),
});
/** By the bytes alone, whatever the name says; undefined for what is none of the types. */
export function attachmentType(bytes: Uint8Array): AttachmentType | undefined {
  const starts = (at: number, ...marks: readonly number[]): boolean => marks.every((mark, i) => bytes[at + i] === mark);
  if (starts(0, 0xff, 0xd8, 0xff)) return "image/jpeg";
  if (starts(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return "image/png";
  if (starts(0, 0x52, 0x49, 0x46, 0x46) && starts(8, 0x57, 0x45, 0x42, 0x50)) return "image/webp";
  return starts(0, 0x25, 0x50, 0x44, 0x46, 0x2d) ? "application/pdf" : undefined;
}
