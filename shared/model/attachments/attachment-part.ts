/** A part of an attachment's bytes, as text: small enough that the exchange never waits long for one. */
import * as v from "valibot";
import { count, defineRecord, one, type RecordOptions, type ValuesOf } from "../record.ts";
import { belongsTo } from "../reference.ts";

/** 180 KiB are 240 KiB as text: the whole record stays under 256 KiB. */
export const PART_BYTES = 180 * 1024;

const base64 = v.pipe(v.string(), v.maxLength(Math.ceil(PART_BYTES / 3) * 4), v.regex(/^[A-Za-z0-9+/]+={0,2}$/));

const kept: RecordOptions = {
  rows: "large",
  indexes: ["attachment"],
  inbox: false,
  restored: true,
  timesMove: false,
};

export const attachmentPart = defineRecord("attachment-part", kept, {
  attachment: one(belongsTo("attachment"), "latest"),
  /** From 0. */
  place: one(count, "latest"),
  data: one(base64, "latest", { masked: true }),
});
export type AttachmentPart = ValuesOf<typeof attachmentPart>;

/** @param bytes of the whole @returns as many as there are parts */
export const partsOfBytes = (bytes: Uint8Array): readonly Uint8Array[] =>
  Array.from({ length: Math.ceil(bytes.length / PART_BYTES) }, (_, place) =>
    bytes.subarray(place * PART_BYTES, (place + 1) * PART_BYTES),
  );
