/**
 * A file, letter run or label sheet that was made of an outreach: for what, how many, by whom. Who stood in it stands in
 * each recipient's own `files`, and goes with her when she is erased.
 */
import * as v from "valibot";
import { CONTACT_CHANNELS } from "../reader.ts";
import { count, defineRecord, instant, line, one, type RecordOptions } from "../record.ts";
import { refersTo } from "../reference.ts";

export const OUT_FILES = ["letters", "labels", "sms", "mail-merge", "drafts", "messages", "call-list"] as const;
export type OutFileKind = (typeof OUT_FILES)[number];

const kept: RecordOptions = { rows: "few", indexes: [], inbox: false, restored: false, timesMove: true };

export const outreachFile = defineRecord("outreach-file", kept, {
  outreach: one(refersTo("outreach"), "latest"),
  made: one(v.picklist(OUT_FILES), "latest"),
  channel: one(v.picklist(CONTACT_CHANNELS), "latest"),
  /** As the purposes of consent are called. */
  purpose: one(line, "latest"),
  people: one(count, "latest"),
  by: one(refersTo("staff"), "latest"),
  at: one(instant, "latest"),
});
