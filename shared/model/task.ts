/** A task 待办; with `promisedTo` it is a promise 承诺 to a reader, and counts as one. */
import * as v from "valibot";
import { PRIORITIES } from "./feedback.ts";
import { day, defineRecord, instant, line, one, ref, text, type ValuesOf } from "./record.ts";

export const task = defineRecord("task", {
  /** Kind and id of the record it is about. */
  about: one(v.object({ kind: line, id: ref }), "ask"),
  text: one(text, "ask", { masked: true }),
  due: one(day, "ask"),
  assignee: one(ref, "ask"),
  /** Absent: normal. */
  priority: one(v.picklist(PRIORITIES), "ask"),
  accepted: one(v.picklist(["accepted", "returned"]), "ask"),
  done: one(instant, "ask"),
  doneBy: one(ref, "latest"),
  origin: one(v.object({ by: v.picklist(["person", "rule"]), id: v.optional(ref) }), "latest"),
  promisedTo: one(ref, "ask", { personal: true }),
});
export type Task = ValuesOf<typeof task>;
