/** Use of the library 到馆与利用: visits, loans as counts by main class, events. One row a use, or a day's count. */
import * as v from "valibot";
import { count, day, defineRecord, line, one, type RecordOptions, type ValuesOf } from "./record.ts";
import { belongsTo, refersTo } from "./reference.ts";

export const ACTIVITY_KINDS = ["visit", "loan", "return", "hold", "event", "e-resource", "print", "space"] as const;

const kept: RecordOptions = {
  rows: "many",
  indexes: ["[reader+on]", "on"],
  inbox: false,
  restored: true,
  timesMove: true,
};

export const activity = defineRecord("activity", kept, {
  reader: one(belongsTo("reader"), "latest", { personal: true }),
  on: one(day, "ask"),
  kind: one(v.picklist(ACTIVITY_KINDS), "ask"),
  /** Absent means 1. */
  quantity: one(count, "max"),
  mainClass: one(line, "ask"),
  branch: one(refersTo("branch"), "latest"),
  batch: one(line, "latest"),
});
export type Activity = ValuesOf<typeof activity>;
