/**
 * Not the same person 不是同一人: two readers who look like one were looked at, and are two. Who said so, and when, come
 * from its changes. It is about both, and goes with whichever of them is erased first.
 */
import { defineRecord, one, type RecordOptions } from "./record.ts";
import { belongsTo } from "./reference.ts";

const kept: RecordOptions = { rows: "few", indexes: [], inbox: false, restored: true, timesMove: false };

/** The one with the smaller id first; two desks that decide one pair write the same, so that nothing can be asked. */
export const notSame = defineRecord("not-same", kept, {
  first: one(belongsTo("reader"), "latest", { personal: true }),
  second: one(belongsTo("reader"), "latest", { personal: true }),
});

/** The text from which the id is derived: two desks that tell one pair apart make the same record. */
export const notSameKey = (a: string, b: string): string => ["not-same", ...[a, b].sort()].join("\u001f");
