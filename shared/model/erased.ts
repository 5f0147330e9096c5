/**
 * The ledger of erased readers: one record for each, under the reader's own id, so that two desks that erase one
 * person say it once. It names what went with her by id alone, says nothing of her, and only grows: neither a
 * deletion nor an undo takes anything out of it.
 */
import * as v from "valibot";
import { defineRecord, instant, one, type RecordOptions, set, word } from "./record.ts";
import { refersTo } from "./reference.ts";

/** A choice and no free text: nothing of the person must be written into it. */
export const ERASE_REASONS = ["request", "retention", "mistake", "other"] as const;
export type EraseReason = (typeof ERASE_REASONS)[number];

const kept: RecordOptions = { rows: "few", indexes: ["*records"], inbox: false, restored: false, timesMove: false };

export const erased = defineRecord("erased", kept, {
  /** Kind and id (`interaction/…`) of each record that went with the reader. */
  records: set(word),
  at: one(instant, "latest"),
  by: one(refersTo("staff"), "latest"),
  reason: one(v.picklist(ERASE_REASONS), "latest"),
});
