/**
 * What a shift leaves to the next colleague at its branch 交班留言, in a line of the handover book: words, or what was
 * found in the house, which is no service to a reader and counts as none. It is written once;
 * whoever takes it over says so. It belongs to no reader and is erased with none: what is about one belongs into a task,
 * and telephone numbers in it are masked as everywhere.
 */
import { defineRecord, instant, one, type RecordOptions, text } from "./record.ts";
import { refersTo } from "./reference.ts";

const kept: RecordOptions = {
  rows: "many",
  indexes: ["[branch+at]"],
  inbox: false,
  restored: false,
  timesMove: true,
};

export const handover = defineRecord("handover", kept, {
  branch: one(refersTo("branch"), "latest"),
  desk: one(refersTo("desk"), "latest"),
  staff: one(refersTo("staff"), "latest"),
  at: one(instant, "latest"),
  text: one(text, "latest", { masked: true }),
  /** What was found and where it lies; such a row has no words. */
  found: one(text, "latest", { masked: true }),
  takenBy: one(refersTo("staff"), "latest"),
  takenAt: one(instant, "latest"),
});

/** The purpose of a service record that said what was found, as it was once written. */
export const LOST_AND_FOUND = "lost-found";
