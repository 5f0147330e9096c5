/**
 * One look at protected fields of a reader: who, when, at which desk, which fields. An ordinary replicated
 * record, so that it is signed and chained by its batch and a reader can be told who looked (safety.md). It outlives
 * an erasing: a random case number stands in her place then, and nothing says whose it is.
 */
import * as v from "valibot";
import type { RandomBytes } from "../kernel/clock.ts";
import { defineRecord, instant, line, one, type RecordOptions } from "./record.ts";
import { outlivesAny, refersTo } from "./reference.ts";

/** How the id begins of what an export is about: every record of its kind, or those of a list. */
export const EXPORT_OF_ALL = "export-";
export const EXPORT_OF_SOME = "export-of-some-";

const kept: RecordOptions = {
  rows: "many",
  indexes: ["at", "about.id"],
  inbox: false,
  restored: false,
  timesMove: false,
};

export const reveal = defineRecord("reveal", kept, {
  /** The record that was looked at: a reader, or an opinion or service record with a contact. */
  about: one(outlivesAny(), "latest", { personal: true }),
  fields: one(v.array(line), "latest"),
  at: one(instant, "latest"),
  staff: one(refersTo("staff"), "latest"),
  desk: one(refersTo("desk"), "latest"),
  reason: one(line, "latest"),
});

const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Under which looks go on after an erasing: forty random bits, as they are read out and written down: `7K2M-Q9XD`. */
export function caseNumber(random: RandomBytes): string {
  const letters = Array.from(random(8), (byte) => LETTERS[byte % LETTERS.length]).join("");
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}
