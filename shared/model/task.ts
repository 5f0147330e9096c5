/**
 * A task 待办. With `promisedTo` it is a promise 承诺 to a reader, with `contact` one to a person who has no card; both
 * count as promises.
 */
import * as v from "valibot";
import { PRIORITIES } from "./feedback.ts";
import { contact } from "./interaction.ts";
import { isOver } from "./last-day.ts";
import { day, defineRecord, instant, one, type RecordOptions, text, type ValuesOf } from "./record.ts";
import { belongsTo, belongsToAny, mentions, refersTo } from "./reference.ts";

const kept: RecordOptions = {
  rows: "many",
  // `todo`, `owed`, `ruled`, `workOf` and `finished` stand in no entry: the database finds them for what is open or done
  indexes: [
    "promisedTo",
    "about.id",
    "open",
    "todo",
    "[assignee+todo]",
    "[workOf+todo]",
    "owed",
    "[workOf+owed]",
    "[assignee+ruled]",
    "finished",
  ],
  inbox: true,
  restored: true,
  timesMove: true,
};

export const task = defineRecord("task", kept, {
  /** Kind and id of the record it is about. */
  about: one(belongsToAny(), "ask"),
  text: one(text, "ask", { masked: true }),
  due: one(day, "ask"),
  assignee: one(mentions("staff"), "ask"),
  /** Absent: normal. */
  priority: one(v.picklist(PRIORITIES), "ask"),
  accepted: one(v.picklist(["accepted", "returned"]), "ask"),
  /** Done at two desks, it was done at the earlier time, by whoever did it then; done at one and reopened, it asks. */
  done: one(instant, "once"),
  doneBy: one(refersTo("staff"), "first"),
  origin: one(v.object({ by: v.picklist(["person", "rule"]), id: v.optional(refersTo("staff or rule")) }), "latest"),
  promisedTo: one(belongsTo("reader"), "ask", { personal: true }),
  /** Who was promised it and has no card: called back by this name and number, until she is a reader. */
  contact: one(contact, "ask", { masked: true }),
  /** 不需回复: of a promise that is kept without a word to whom it was made. */
  noReply: one(v.boolean(), "withdrawn"),
});
export type Task = ValuesOf<typeof task>;

/** Somebody was promised it: a reader, or a person without a card. */
export const isPromise = ({ promisedTo, contact }: Pick<Task, "promisedTo" | "contact">): boolean =>
  promisedTo !== undefined || contact !== undefined;

/** To whom it was promised, or whom it is about. */
export const readerOfTask = ({ promisedTo, about }: Pick<Task, "promisedTo" | "about">): string | undefined =>
  promisedTo ?? (about?.kind === "reader" ? about.id : undefined);

/** Still to be done, and its day is over; of a promise too. */
export const isTaskLate = (row: Pick<Task, "done" | "due">, today: string): boolean =>
  row.done === undefined && isOver(row.due, today);

/** The colleague who gave it to another, or was asked first and gave it to nobody yet. */
export const giverOf = ({ origin, assignee }: Pick<Task, "origin" | "assignee">): string | undefined =>
  origin?.by === "person" && origin.id !== assignee ? origin.id : undefined;

/** Given to a colleague by another, and not accepted: until then whoever gave it answers for it. */
export const isToAccept = (row: Pick<Task, "origin" | "assignee" | "accepted" | "done">): boolean =>
  row.done === undefined && row.accepted === undefined && row.assignee !== undefined && giverOf(row) !== undefined;
